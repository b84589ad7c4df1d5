// The worker. Its program is the page's own, which finds out that it is here (app/src/bin/app.rs); it is compiled once, and comes from
// the page (boot.js).
import init, { initSync } from "./app.js";
import { connect } from "./later.js";

connect(initSync);
self.onmessage = ({ data }) => init({ module_or_path: data });
