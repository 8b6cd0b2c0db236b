import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';

/** Pictures are kept here, to be looked at. */
const OUT = join(tmpdir(), 'mesa-playground');
const PATIENCE_MS = 30_000;

/** One persona's Playground in a browser of its own. Its page has no names to hold on to but roles and words. */
export class PlaygroundPage {
  readonly errors: string[] = [];
  readonly #name: string;
  readonly #page: Page;
  #pictures = 0;

  constructor(name: string, page: Page) {
    this.#name = name;
    this.#page = page;
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => this.errors.push(`${name}: ${error.message}`));
  }

  static async open(browser: Browser, name: string, address: string): Promise<PlaygroundPage> {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, locale: 'es-CO' });
    const page = new PlaygroundPage(name, await context.newPage());
    await page.#page.goto(address);
    await page.#page.getByRole('button', { name: 'Send Message' }).waitFor();
    await page.sees('Soy Mesa');
    return page;
  }

  /** Waits until the newest thing with these words is on the page. */
  async sees(words: string | RegExp): Promise<Locator> {
    const found = this.#page.locator('p, .ac-textBlock, .ac-richTextBlock').filter({ hasText: words }).last();
    await found.waitFor();
    return found;
  }

  async says(text: string): Promise<void> {
    await this.#page.locator('[data-lexical-editor="true"]').last().click();
    await this.#page.keyboard.type(text);
    await this.#page.getByRole('button', { name: 'Send Message' }).click();
  }

  /** Takes one of the quick answers below the last message. */
  async chooses(answer: string): Promise<void> {
    await this.#page.getByRole('button', { name: answer, exact: true }).last().click();
  }

  /** The newest card with these words. */
  card(words: string | RegExp): Locator {
    return this.#page.locator('.ac-adaptiveCard').filter({ hasText: words }).last();
  }

  /** Presses a button on the newest card with these words. */
  async presses(button: string, words: string | RegExp): Promise<void> {
    await this.card(words).getByRole('button', { name: button, exact: true }).last().click();
  }

  async picture(what: string): Promise<void> {
    mkdirSync(OUT, { recursive: true });
    this.#pictures += 1;
    await this.#page.screenshot({ path: join(OUT, `${this.#name}-${this.#pictures}-${what}.png`) });
  }
}
