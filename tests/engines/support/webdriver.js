// As much of W3C WebDriver over HTTP as the stories need: https://www.w3.org/TR/webdriver2/

/** What an element is called in answers. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** @typedef {{ [ELEMENT]: string }} Reference */

/** Keys that are no characters. @type {Record<string, string>} */
const KEYS = {
  "\n": "\uE007",
  Backspace: "\uE003",
  Tab: "\uE004",
  Enter: "\uE007",
  Escape: "\uE00C",
  PageUp: "\uE00E",
  PageDown: "\uE00F",
  End: "\uE010",
  Home: "\uE011",
  ArrowLeft: "\uE012",
  ArrowUp: "\uE013",
  ArrowRight: "\uE014",
  ArrowDown: "\uE015",
};

export class WebDriver {
  /** @param {string} address of the session @param {Record<string, any>} capabilities that it has got */
  constructor(address, capabilities) {
    this.address = address;
    this.capabilities = capabilities;
  }

  /** @param {string} server @param {object} capabilities */
  static async start(server, capabilities) {
    const answer = await ask("POST", `${server}/session`, { capabilities: { alwaysMatch: capabilities } });
    return new WebDriver(`${server}/session/${answer.sessionId}`, answer.capabilities);
  }

  /** @param {string} command @param {object} [body] */
  get = (command, body) => ask("GET", `${this.address}/${command}`, body);
  /** @param {string} command @param {object} [body] */
  post = (command, body = {}) => ask("POST", `${this.address}/${command}`, body);
  /** @param {string} command */
  delete = (command) => ask("DELETE", command ? `${this.address}/${command}` : this.address);

  /**
   * @param {Function} call
   * @param {any[]} given
   * @returns {Promise<any>}
   */
  async evaluate(call, given) {
    // Not all drivers wait for what a plain script promises.
    const script = `const done = arguments[arguments.length - 1];
      Promise.resolve().then(() => (${call})(...arguments[0])).then(
        (value) => done({ value: value === undefined ? null : value }),
        (error) => done({ error: String(error && error.stack ? error + "\\n" + error.stack : error) }));`;
    const answer = await this.post("execute/async", { script, args: [given] });
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.value;
  }

  /** @param {Reference} element */
  click = (element) => this.post(`element/${element[ELEMENT]}/click`);

  /** @param {Reference} element @param {string[]} paths */
  upload = (element, paths) => this.post(`element/${element[ELEMENT]}/value`, { text: paths.join("\n") });

  /** @param {string[]} keys */
  async type(keys) {
    const actions = keys.flatMap((key) => {
      const value = KEYS[key] ?? key;
      return [
        { type: "keyDown", value },
        { type: "keyUp", value },
      ];
    });
    await this.post("actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }
}

/**
 * @param {string} method
 * @param {string} address
 * @param {object} [body]
 */
async function ask(method, address, body) {
  const answer = await fetch(address, { method, body: body && JSON.stringify(body) });
  const { value } = /** @type {{ value: any }} */ (await answer.json());
  if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}
