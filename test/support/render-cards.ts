import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { type Browser, chromium, type Page } from 'playwright-core';

/** A card to draw; `press` are titles of buttons that are pressed before the picture is taken. */
export interface Picture {
  readonly name: string;
  readonly card: IAdaptiveCard;
  readonly press?: readonly string[];
}

export interface Drawn {
  readonly name: string;
  readonly width: number;
  readonly file: string;
  /** Pixels by which something is wider than the card; 0 is right. */
  readonly overflow: number;
}

const library = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.js');

const FONT = "'Segoe UI', system-ui, 'DejaVu Sans', sans-serif";
const text = (color: string, subtle: string) => ({ default: color, subtle });
const foreground = {
  default: text('#242424', '#616161'),
  dark: text('#242424', '#616161'),
  light: text('#ffffff', '#e0e0e0'),
  accent: text('#5b5fc7', '#5b5fc7'),
  good: text('#237b4b', '#237b4b'),
  warning: text('#8a5a00', '#8a5a00'),
  attention: text('#c4314b', '#c4314b'),
};

/** How Teams draws a card in its light theme, as near as the open renderer comes. */
const HOST = {
  fontFamily: FONT,
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: '#e1e1e1' },
  fontTypes: {
    default: { fontFamily: FONT },
    monospace: { fontFamily: "Consolas, 'DejaVu Sans Mono', monospace" },
  },
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 22 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  containerStyles: {
    default: { backgroundColor: '#ffffff', foregroundColors: foreground },
    emphasis: { backgroundColor: '#f5f5f5', foregroundColors: foreground },
  },
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 8,
    showCard: { actionMode: 'inline', inlineTopMargin: 16, style: 'emphasis' },
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
  },
  inputs: {
    label: { inputSpacing: 4, requiredInputs: { suffix: ' *' }, optionalInputs: {} },
    errorMessage: { color: 'attention' },
  },
};

const PAGE = `<!doctype html><meta charset="utf-8"><style>
body { margin: 12px; background: #ebebeb; font: 14px ${FONT}; }
#card { background: #fff; border-radius: 4px; box-shadow: 0 1px 3px #0003; overflow: hidden; }
.ac-pushButton { font: 600 14px ${FONT}; padding: 6px 12px; border: 1px solid #d1d1d1; border-radius: 4px; background: #fff;
  color: #242424; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; max-width: 100%; }
.ac-pushButton.style-positive { background: #5b5fc7; border-color: #5b5fc7; color: #fff; }
.ac-pushButton.style-destructive { color: #c4314b; }
.ac-actionSet { flex-wrap: wrap; row-gap: 8px; }
.ac-input { box-sizing: border-box; width: 100%; max-width: 100%; font: 14px ${FONT}; padding: 6px 8px; border: 1px solid #d1d1d1;
  border-radius: 4px; background: #fff; }
.ac-input.ac-toggleInput, input[type=checkbox], input[type=radio] { width: auto; }
p { margin: 0; }
</style><div id="card"></div>`;

/** Runs in the page: draws the card and presses the buttons. Only a little markdown: escapes, bold, line breaks. */
function draw({ card, host, press }: { card: unknown; host: unknown; press: readonly string[] }): void {
  const AC = (globalThis as unknown as { AdaptiveCards: typeof import('adaptivecards') }).AdaptiveCards;
  AC.AdaptiveCard.onProcessMarkdown = (
    source: string,
    result: { outputHtml?: string; didProcess: boolean },
  ) => {
    const safe = source.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
    result.outputHtml = safe
      .replace(/\\([\\`*_{}[\]#|~]|&#\d+;)/g, (_, sign: string) =>
        sign.startsWith('&') ? sign : `&#${sign.charCodeAt(0)};`,
      )
      .replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
      .replaceAll('\n', '<br>');
    result.didProcess = true;
  };
  const drawn = new AC.AdaptiveCard();
  drawn.hostConfig = new AC.HostConfig(host);
  drawn.parse(card);
  const page = (
    globalThis as unknown as {
      document: { querySelector(one: string): Node2; querySelectorAll(one: string): Iterable<Node2> };
    }
  ).document;
  page.querySelector('#card').replaceChildren(drawn.render());
  for (const title of press) {
    for (const button of page.querySelectorAll('button'))
      if (button.textContent?.trim() === title) button.click();
  }
}

interface Node2 {
  readonly textContent: string | null;
  replaceChildren(child: unknown): void;
  click(): void;
}

export interface RenderOptions {
  readonly outDir: string;
  readonly widths: readonly number[];
  readonly executablePath?: string;
  /** Picture points for one CSS pixel; 2 unless told. */
  readonly scale?: number;
}

/** Draws cards to PNG files with the open renderer in headless Chromium, each at every width (CSS pixels). */
export async function renderCards(
  pictures: readonly Picture[],
  options: RenderOptions,
): Promise<readonly Drawn[]> {
  mkdirSync(options.outDir, { recursive: true });
  const browser = await chromium.launch({
    executablePath: options.executablePath ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  try {
    const drawn: Drawn[] = [];
    for (const width of options.widths) drawn.push(...(await drawAt(browser, width, pictures, options)));
    return drawn;
  } finally {
    await browser.close();
  }
}

async function drawAt(
  browser: Browser,
  width: number,
  pictures: readonly Picture[],
  { outDir, scale = 2 }: RenderOptions,
) {
  const viewport = { width: width + 24, height: 100 };
  const page = await browser.newPage({ viewport, deviceScaleFactor: scale });
  const drawn: Drawn[] = [];
  for (const picture of pictures) drawn.push(await drawOne(page, width, picture, outDir));
  await page.close();
  return drawn;
}

async function drawOne(page: Page, width: number, picture: Picture, outDir: string): Promise<Drawn> {
  await page.setContent(PAGE);
  await page.addScriptTag({ path: library });
  await page.evaluate(draw, { card: picture.card, host: HOST, press: picture.press ?? [] });
  const overflow = Number(
    await page.evaluate(`(() => {
      const edge = document.querySelector('#card').getBoundingClientRect().right;
      const shown = [...document.querySelectorAll('#card *')].filter((one) => one.getClientRects().length > 0);
      return Math.max(0, ...shown.map((one) => Math.ceil(one.getBoundingClientRect().right - edge)));
    })()`),
  );
  const file = join(outDir, `${picture.name}-${width}.png`);
  await page.screenshot({ path: file, fullPage: true });
  return { name: picture.name, width, file, overflow };
}
