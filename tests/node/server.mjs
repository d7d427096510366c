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
