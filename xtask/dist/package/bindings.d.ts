export { makeBindings } from "../single/bindings.js";
