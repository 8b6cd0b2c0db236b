import { PAGE } from '../../cards/case-list.ts';
import { caseTable } from '../../cards/indicators/case-table.ts';
import { renderFigureCases } from '../../cards/indicators/cases.ts';
import { type FigureWords, figureWords, periodName } from '../../cards/indicators/figure-words.ts';
import type {
  IndicatorCasesPress,
  IndicatorFilePress,
  IndicatorsPress,
} from '../../cards/indicators/presses.ts';
import { renderParts, renderReport } from '../../cards/indicators/report.ts';
import { indicatorTable } from '../../cards/indicators/table.ts';
import type { Card } from '../../cards/parts/card.ts';
import type { Case } from '../../services/domain/case.ts';
import type { Refusal } from '../../services/domain/command.ts';
import { FIGURE_NAMES } from '../../services/domain/figure-names.ts';
import { type Days, DIMENSIONS } from '../../services/domain/indicators.ts';
import { refusalText } from '../../services/locale/refusal-text.ts';
import type { Chat } from '../chat.ts';
import { lineCard } from '../form/form-cards.ts';
import type { Turn } from '../turn.ts';

const wordsOf = ({ turn }: Chat): FigureWords =>
  figureWords(turn.desk.procedure, turn.locale, turn.desk.today());

const no = (chat: Chat, refusal: Refusal): Card => lineCard(chat, refusalText(refusal, chat.t));

/** The indicators of a period as a new message; a refusal as a sentence. */
export async function sayIndicators(chat: Chat, days: Days): Promise<void> {
  const { turn } = chat;
  const found = await turn.desk.indicators(turn.asker, days);
  if (!found.ok) return turn.reply({ text: refusalText(found, chat.t) });
  const shown = renderReport(found.report, wordsOf(chat));
  turn.reply({ card: shown, summary: shown.speak ?? '' });
}

/** What the choice of an indicators card asks for, in its place. */
export async function indicatorsCard(
  chat: Chat,
  { days, show }: Omit<IndicatorsPress, 'verb'>,
): Promise<Card> {
  const figure = FIGURE_NAMES.find((one) => one === show);
  if (figure) return figureCasesCard(chat, { days, figure, before: '' });
  const by = DIMENSIONS.find((one) => one === show);
  const found = await chat.turn.desk.indicators(chat.turn.asker, days, by && [by]);
  if (!found.ok) return no(chat, found);
  const words = wordsOf(chat);
  return by ? renderParts(found.report, by, words) : renderReport(found.report, words);
}

/** Most cases in one file; the latest. */
const FILE_CASES = 5_000;
const FILE_PAGE = 200;

/** The cases behind a figure, page after page; none for whoever may not see them. */
async function* casesOf(
  { turn }: Chat,
  figure: Parameters<Turn['desk']['casesBehind']>[1],
): AsyncIterable<Case> {
  let before = '';
  for (let read = 0; read < FILE_CASES; read += FILE_PAGE) {
    const page = { limit: FILE_PAGE, ...(before !== '' && { before }) };
    const found = await turn.desk.casesBehind(turn.asker, figure, page);
    if (!found.ok) return;
    yield* found.page.cases;
    if (found.page.next === undefined) return;
    before = found.page.next;
  }
}

/** The indicators of a period, or the cases behind one of them, as a file in the chat. */
export async function giveIndicators(
  chat: Chat,
  { days, format, figure, only }: Omit<IndicatorFilePress, 'verb'>,
): Promise<void> {
  const { turn, t } = chat;
  const found = await turn.desk.indicators(turn.asker, days, figure ? [] : DIMENSIONS);
  if (!found.ok) return turn.reply({ text: refusalText(found, t) });
  const words = wordsOf(chat);
  const cases = figure && casesOf(chat, { days, name: figure, ...(only && { only }) });
  const table = cases ? caseTable(figure, cases, words) : indicatorTable(found.report, words);
  const { content, mimeType, ending } = await turn.desk.writeTable(table, format, turn.locale);
  const period = periodName(days, words);
  const title = figure ? `${t(`indicator.cases.${figure}`)} ${period}` : t('indicator.file', { period });
  const name = `${title}.${ending}`.replaceAll(' ', '-').toLocaleLowerCase();
  turn.reply({ file: await turn.desk.offerFile({ name, mimeType, content }, turn.asker) });
}

/** A page of the cases behind a figure. */
export async function figureCasesCard(
  chat: Chat,
  { days, figure, only, before }: Omit<IndicatorCasesPress, 'verb'>,
): Promise<Card> {
  const { desk, asker } = chat.turn;
  const page = { limit: PAGE, ...(before !== '' && { before }) };
  const found = await desk.casesBehind(asker, { days, name: figure, ...(only && { only }) }, page);
  if (!found.ok) return no(chat, found);
  const name = only?.by === 'specialist' ? (await desk.personById(only.of))?.name : only?.of;
  return renderFigureCases(
    {
      ...{ days, figure, cases: found.page.cases, later: before !== '' },
      ...(only && { only: { ...only, name: name ?? only.of } }),
      ...(found.page.next !== undefined && { next: found.page.next }),
    },
    wordsOf(chat),
  );
}
