/** Where the tenant keeps what Graph has no property for: names from the tenant file. */
export interface DirectoryExtensions {
  /** `extensionAttribute14`, or a directory extension `extension_<appId>_...` of type String. */
  readonly caseCode: string;
  readonly contractNumber: string;
  /** A directory extension of type DateTime (or an `extensionAttribute`, which holds text). */
  readonly contractEnd: string;
}

export type ExtensionName = keyof DirectoryExtensions;

const NUMBERED = /^extensionAttribute([1-9]|1[0-5])$/;
const HOLDER = 'onPremisesExtensionAttributes';

/** The properties to select so that the three values are in the answer. */
export function selectedExtensions(names: DirectoryExtensions): string[] {
  const all = [names.caseCode, names.contractNumber, names.contractEnd];
  return [...new Set(all.map((name) => (NUMBERED.test(name) ? HOLDER : name)))];
}

/** The property of an answer in which the value is found; the numbered attributes share one. */
export function extensionSource(names: DirectoryExtensions, which: ExtensionName): string {
  return NUMBERED.test(names[which]) ? HOLDER : names[which];
}

/** The value in a raw user, or undefined: absent, null, empty or no text. */
export function readExtension(
  names: DirectoryExtensions,
  which: ExtensionName,
  raw: Readonly<Record<string, unknown>>,
): string | undefined {
  const name = names[which];
  const holder: unknown = NUMBERED.test(name) ? raw[HOLDER] : raw;
  const value = holder && typeof holder === 'object' ? (holder as Record<string, unknown>)[name] : undefined;
  if (typeof value !== 'string' || value === '') return undefined;
  return which === 'contractEnd' ? value.match(/^\d{4}-\d{2}-\d{2}/)?.[0] : value;
}

/** The part of a request body that writes these values; `null` clears, undefined leaves alone. */
export function writtenExtensions(
  names: DirectoryExtensions,
  values: Readonly<Partial<Record<ExtensionName, string | null>>>,
): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  const numbered: Record<string, string | null> = {};
  for (const which of ['caseCode', 'contractNumber', 'contractEnd'] as const) {
    const value = values[which];
    if (value === undefined) continue;
    const name = names[which];
    if (NUMBERED.test(name)) numbered[name] = value;
    else body[name] = which === 'contractEnd' && value !== null ? `${value}T00:00:00Z` : value;
  }
  return Object.keys(numbered).length === 0 ? body : { ...body, [HOLDER]: numbered };
}
