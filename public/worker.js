// The worker. Its program is the page's own, which finds out that it is here (app/src/bin/app.rs).
import init, { initSync } from "./app.js";
import { connect } from "./later.js";

connect(initSync);
init();
