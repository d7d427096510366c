// Reads one job a line from standard input and answers each with one line, both in JSON.
import { createInterface } from "node:readline";

const jobs = {
  async asciidoctor(text, options) {
    const { convert, LoggerManager, MemoryLogger } = await import("@asciidoctor/core");
    const logger = new MemoryLogger();
    LoggerManager.logger = logger;
    const html = await convert(text, { safe: "secure", standalone: false, ...options });
    return { html, messages: logger.messages.map((message) => String(message.getText())) };
  },
  async prettier(text, options) {
    const { format } = await import("prettier");
    return format(text, { parser: "markdown", ...options });
  },
  async markdownlint(text, config) {
    const { lint } = await import("markdownlint/promise");
    return (await lint({ strings: { text }, config })).text;
  },
  async axe(html) {
    const { JSDOM, VirtualConsole } = await import("jsdom");
    const { source } = (await import("axe-core")).default;
    const page = `<!doctype html><html lang="en"><title>x</title><main><h1>x</h1>${html}</main>`;
    // without a console of its own it would write to the standard error of this process
    const { window } = new JSDOM(page, {
      runScripts: "outside-only",
      virtualConsole: new VirtualConsole(),
    });
    window.eval(source);
    // what needs a drawn page, or is no matter of a section in it
    const skipped = ["color-contrast", "landmark-one-main", "page-has-heading-one"];
    const rules = Object.fromEntries(skipped.map((id) => [id, { enabled: false }]));
    const { violations, incomplete, passes } = await window.axe.run({ rules });
    const told = ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`;
    return { found: [...violations, ...incomplete].map(told), passed: passes.map(({ id }) => id) };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { job, text, options } = JSON.parse(line);
  let answer;
  try {
    answer = { result: await jobs[job](text, options) };
  } catch (error) {
    answer = { error: String(error?.stack ?? error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
