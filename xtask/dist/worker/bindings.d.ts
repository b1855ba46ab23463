/** The bindings as cargo xtask build has made them; what they offer is `Core` of www/js/types.js. */
export default function initialize(from: {
  module_or_path: string | WebAssembly.Module;
}): Promise<{ memory: WebAssembly.Memory }>;
