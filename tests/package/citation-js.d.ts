// The parser comes without types, and its sources are not ours to be checked.

declare module "@citation-js/core" {
  export class Cite {
    constructor(data: string, options?: object);
    data: Record<string, any>[];
    [member: string]: any;
  }
}
declare module "@citation-js/plugin-csl";
declare module "@citation-js/plugin-ris";
