import { strFromU8, unzipSync } from 'fflate';
import { z } from 'zod';
import { checkIcons } from './check-icons.ts';
import {
  LOCALIZATION_SCHEMA,
  localizationProblems,
  MANIFEST_SCHEMA,
  manifestProblems,
} from './teams-schema.ts';

/** The manifest's texts that Teams can translate, as far as this app uses them. */
const TRANSLATABLE =
  /^((name|description)\.(short|full)|bots\[0\]\.commandLists\[\d\]\.commands\[\d+\]\.(title|description))$/;

const manifestShape = z.looseObject({
  $schema: z.literal(MANIFEST_SCHEMA),
  icons: z.looseObject({ color: z.string(), outline: z.string() }),
  localizationInfo: z.looseObject({
    additionalLanguages: z.array(z.object({ languageTag: z.string(), file: z.string() })),
  }),
});
const localizationShape = z.looseObject({
  $schema: z.literal(LOCALIZATION_SCHEMA),
});

type Files = Readonly<Record<string, Uint8Array>>;

/**
 * Every problem of an app package, in words; none means that Teams' own schemas, the icon rules and the
 * translations hold. Works offline: the schemas come with @microsoft/app-manifest.
 */
export async function checkPackage(zip: Uint8Array): Promise<string[]> {
  const files = unzipped(zip);
  if (files === undefined) return ['the package is not a zip file'];
  const json = jsonIn(files, 'manifest.json');
  const manifest = manifestShape.safeParse(json);
  if (!manifest.success) return [`manifest.json: ${z.prettifyError(manifest.error)}`];
  const { icons, localizationInfo } = manifest.data;
  const languages = localizationInfo.additionalLanguages.map(({ file }) => file);
  const problems = [
    ...checkContents(files, ['manifest.json', icons.color, icons.outline, ...languages]),
    ...checkPlaceholders(files),
    ...(await manifestProblems(manifest.data)).map((problem) => `manifest.json: ${problem}`),
    ...checkIcons(files[icons.color], files[icons.outline]),
  ];
  for (const file of languages) {
    if (files[file] !== undefined) problems.push(...(await checkLocalization(files, file, textsOf(json))));
  }
  return problems;
}

function unzipped(zip: Uint8Array): Files | undefined {
  try {
    return unzipSync(zip);
  } catch {
    return undefined;
  }
}

function jsonIn(files: Files, name: string): unknown {
  try {
    return JSON.parse(strFromU8(files[name] ?? new Uint8Array()));
  } catch {
    return undefined;
  }
}

function checkContents(files: Files, expected: readonly string[]): string[] {
  const missing = expected.filter((name) => files[name] === undefined);
  const extra = Object.keys(files).filter((name) => !expected.includes(name));
  return [
    ...missing.map((name) => `${name} is missing`),
    ...extra.map((name) => `${name} does not belong here`),
  ];
}

function checkPlaceholders(files: Files): string[] {
  const left = strFromU8(files['manifest.json'] ?? new Uint8Array()).match(/\$\{\{\w+\}\}/g) ?? [];
  return left.map((placeholder) => `manifest.json: ${placeholder} has no value`);
}

/** A translation must cover every text, and name no text that the manifest does not have. */
async function checkLocalization(files: Files, name: string, texts: readonly string[]): Promise<string[]> {
  const localization = localizationShape.safeParse(jsonIn(files, name));
  if (!localization.success) return [`${name}: ${z.prettifyError(localization.error)}`];
  const keys = Object.keys(localization.data).filter((key) => key !== '$schema');
  return [
    ...(await localizationProblems(localization.data)).map((problem) => `${name}: ${problem}`),
    ...texts.filter((text) => !keys.includes(text)).map((text) => `${name}: ${text} is not translated`),
    ...keys.filter((key) => !texts.includes(key)).map((key) => `${name}: the manifest has no ${key}`),
  ];
}

/** Paths of all translatable texts in a manifest, written as localisation files write them. */
function textsOf(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return TRANSLATABLE.test(path) ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsOf(item, `${path}[${index}]`));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) => textsOf(item, path === '' ? key : `${path}.${key}`));
}
