import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { PackageOptions } from './package-options.ts';

/** What every package holds besides the manifest; all of it at the zip's root, as Teams wants it. */
const FILES = ['en.json', 'color.png', 'outline.png'] as const;
/** One date for all entries, so that the same input gives the same bytes. ZIP knows no time before 1980. */
const ENTRY_DATE = new Date(1980, 0, 1);

/**
 * The app package as a zip: manifest.json from the folder with its placeholders filled, and the files that go with
 * it. `version` is the app's, `major.minor.patch`. Checks nothing: see `check-package.ts`.
 */
export function buildPackage(folder: string, version: string, options: PackageOptions): Uint8Array {
  const template = readFileSync(join(folder, 'manifest.json'), 'utf8');
  const files: Record<string, Uint8Array> = { 'manifest.json': strToU8(filled(template, version, options)) };
  for (const name of FILES) files[name] = readFileSync(join(folder, name));
  return zipSync(files, { level: 9, mtime: ENTRY_DATE });
}

/** An unknown placeholder stays as it is: the check names it. */
function filled(template: string, version: string, options: PackageOptions): string {
  const values: Readonly<Record<string, string>> = {
    APP_ID: options.appId,
    DOMAIN: options.domain,
    ORGANISATION: options.organisation,
    WEBSITE_URL: options.website,
    PRIVACY_URL: options.privacy,
    TERMS_URL: options.terms,
    VERSION: version,
  };
  return template.replace(/\$\{\{(\w+)\}\}/g, (placeholder, name: string) => {
    const value = values[name];
    return value === undefined ? placeholder : JSON.stringify(value).slice(1, -1);
  });
}
