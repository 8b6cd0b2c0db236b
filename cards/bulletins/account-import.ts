import type { AccountField } from '../../services/domain/account.ts';
import type { AccountImportData } from '../../services/domain/bulletins/account-import.ts';
import { languageOf, translator } from '../../services/locale/translate.ts';
import { type Rendered, said, withCard } from '../notices/rendered.ts';
import { type AccountWords, fieldText } from '../parts/account-words.ts';
import { bulletinButton } from '../parts/bulletin-buttons.ts';
import { card, type Element } from '../parts/card.ts';
import { factRows } from '../parts/facts.ts';
import { header } from '../parts/header.ts';
import { heading, line, paragraph, run, shorten, typed } from '../parts/text.ts';
import { oneLine } from '../parts/words.ts';
import type { BulletinView } from './bulletin-view.ts';

type View = BulletinView<'account_import'>;
const KEY = 'bulletin.account_import';

function wordsOf({ locale }: View): AccountWords {
  return { t: translator(locale), lang: languageOf(locale), names: {} };
}

/** Where it stands, as a sentence. */
function standing({ bulletin: { data } }: View, { t }: AccountWords): string {
  const values = { rows: data.rows, written: data.written, total: data.fresh + data.changed + data.same };
  if (data.phase === 'refused') {
    const { code = 'gone', ...params } = data.refusal ?? {};
    return t(code === 'gone' ? `${KEY}.gone` : `table.refusal.${code}`, params);
  }
  return t(`${KEY}.phase.${data.phase}`, values);
}

function counts(
  { fresh, changed, same, remarks, leftOut }: AccountImportData,
  { t }: AccountWords,
): Element[] {
  const rows = { fresh, changed, same, remarks, leftOut };
  return factRows(
    Object.entries(rows)
      .filter(([name, count]) => count > 0 || name === 'fresh' || name === 'changed')
      .map(([name, count]) => ({ label: t(`${KEY}.count.${name}`), value: String(count) })),
    t,
  );
}

/** What would change, field by field, with some examples. */
function changes(data: AccountImportData, words: AccountWords): Element[] {
  const { t } = words;
  if (data.changed === 0) return [];
  const fields = Object.entries(data.fields).map(
    ([field, count]) => `${t(`account.field.${field}`)}: ${count ?? 0}`,
  );
  const text = (field: AccountField, value: string) => fieldText(field, value, words);
  return [
    heading(t(`${KEY}.changes`)),
    line([run(typed(fields.join(' · ')))], { spacing: 'Small' }),
    ...data.samples.map(({ name, field, before, after }) =>
      line(
        [
          run(shorten(typed(name), 80), { weight: 'Bolder' }),
          run(
            typed(
              shorten(
                ` · ${t(`account.field.${field}`)}: ${text(field, before)} → ${text(field, after)}`,
                200,
              ),
            ),
          ),
        ],
        { spacing: 'Small' },
      ),
    ),
  ];
}

/** To a desk lead: what an import would change, and how far it is. */
export function accountImport(view: View): Rendered {
  const words = wordsOf(view);
  const { t, lang } = words;
  const { data } = view.bulletin;
  const stands = standing(view, words);
  const looked = data.phase !== 'reading' && data.phase !== 'refused';
  const source =
    data.source === 'file' ? t(`${KEY}.file`, { name: oneLine(data.file) }) : t(`${KEY}.directory`);
  const drawn = card({
    summary: stands,
    lang,
    body: [
      header(t(`${KEY}.above`), t(`${KEY}.title`), source),
      paragraph(stands),
      ...(looked ? counts(data, words) : []),
      ...(data.phase === 'preview' ? changes(data, words) : []),
      data.phase === 'preview' && data.leftOut > 0
        ? paragraph(t(`${KEY}.leftOut`), { size: 'Small', isSubtle: true })
        : undefined,
    ],
    actions: [
      data.phase === 'preview'
        ? bulletinButton(view, 'apply', t(`${KEY}.apply`), { style: 'positive' })
        : undefined,
      looked && data.remarks > 0 ? bulletinButton(view, 'remarks', t(`${KEY}.remarks`)) : undefined,
      data.phase === 'preview' ? bulletinButton(view, 'drop', t(`${KEY}.drop`)) : undefined,
    ],
  });
  return withCard('', { ...drawn, speak: drawn.speak ?? stands });
}

/** What is left of it once it was dropped. */
export function accountImportLine(view: View): Rendered {
  return said(standing(view, wordsOf(view)));
}
