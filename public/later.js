// Nothing comes later: the page's module is in one piece, as it is without xtask, which puts another file here.
export const connect = () => {};
