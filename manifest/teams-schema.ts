import { AppManifestUtils } from '@microsoft/app-manifest';
import { Ajv, type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';

const HOME = 'https://developer.microsoft.com/json-schemas/teams/v1.30';

/** `$schema` of the manifest, and of its translations: Teams wants the same version in both. */
export const MANIFEST_SCHEMA = `${HOME}/MicrosoftTeams.schema.json`;
export const LOCALIZATION_SCHEMA = `${HOME}/MicrosoftTeams.Localization.schema.json`;

/** What breaks the schema of manifests; offline, for @microsoft/app-manifest brings the schema along. */
export function manifestProblems(manifest: object): Promise<string[]> {
  // The library has one interface for each version of the schema; what is checked here is still unknown JSON.
  return AppManifestUtils.validateAgainstSchema(
    manifest as Parameters<typeof AppManifestUtils.validateAgainstSchema>[0],
  );
}

/**
 * What breaks the schema of translations. Not through the library: this schema has a pattern that is no regular
 * expression in Unicode mode, and the library compiles it in that mode.
 */
export async function localizationProblems(localization: object): Promise<string[]> {
  const { $schema: _draft4, ...schema } = await AppManifestUtils.fetchSchema(LOCALIZATION_SCHEMA);
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  const valid = ajv.compile(schema);
  return valid(localization) ? [] : (valid.errors ?? []).map(inWords);
}

function inWords({ instancePath, message, params }: ErrorObject): string {
  const extra = 'additionalProperty' in params ? ` (${params.additionalProperty})` : '';
  return `${instancePath || '/'} ${message ?? 'is invalid'}${extra}`;
}
