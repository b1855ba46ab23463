// Sent into our pages as text: tells the story's server of what no page may do. WebDriver has no events.

export function watch() {
  const tell = (/** @type {string} */ fault) =>
    void fetch("/watch", { method: "POST", body: `${fault} (${location.pathname})`, keepalive: true }).catch(() => {});
  addEventListener(
    "error",
    (event) => {
      const { target } = event;
      if (event instanceof ErrorEvent) tell(`error: ${event.message} ${event.error?.stack ?? ""}`);
      // A picture that can't be had is the post's.
      else if (target instanceof HTMLScriptElement || target instanceof HTMLLinkElement)
        tell(`not loaded: ${target.outerHTML}`);
    },
    true,
  );
  // What a page that is on its way to another can't load any more is no fault: it is gone before that is told.
  addEventListener("unhandledrejection", ({ reason }) =>
    setTimeout(tell, 50, `rejection: ${reason} ${reason?.stack ?? ""}`),
  );
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile, lineNumber }) =>
    tell(`policy: ${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber}`),
  );
  const { error } = console;
  console.error = (...said) => {
    tell(`console: ${said.join(" ")}`);
    error.apply(console, said);
  };
  for (const dialog of /** @type {const} */ (["alert", "confirm", "prompt"])) {
    Reflect.set(globalThis, dialog, (/** @type {string} */ said) => tell(`dialog: ${said}`));
  }
}
