import { z } from 'zod';
import type { DirectoryUser, HeldLicence, PeoplePage } from '../../ports/directory.ts';
import {
  type DirectoryExtensions,
  extensionSource,
  readExtension,
  selectedExtensions,
} from './extensions.ts';

const text = z.string().nullish();
const instant = z.iso
  .datetime({ offset: true })
  .transform((value) => new Date(value).toISOString())
  .nullish();
const texts = z
  .array(z.string().nullable())
  .nullish()
  .transform((all) => (all ?? []).filter((each) => each !== null));
const licence = z.object({ skuId: text, assignedByGroup: text, state: text, error: text });

const optionalParts = {
  givenName: text,
  surname: text,
  mail: text,
  proxyAddresses: texts,
  department: text,
  jobTitle: text,
  employeeType: text,
  mobilePhone: text,
  otherMails: texts,
  usageLocation: text,
  preferredLanguage: text,
  onPremisesSyncEnabled: z.boolean().nullish(),
  showInAddressList: z.boolean().nullish(),
  lastPasswordChangeDateTime: instant,
  signInSessionsValidFromDateTime: instant,
  licenseAssignmentStates: z.array(licence).nullish(),
};

/** A user as selected by `userSelect`; extensions stay in the loose rest. */
export const userShape = z.looseObject({
  ...optionalParts,
  '@odata.type': z.string().optional(),
  id: z.string().min(1),
  userPrincipalName: z.string().min(1),
  displayName: text,
  // Never guessed: a missing value taken for `false` would pass for a blocked sign-in.
  accountEnabled: z.boolean(),
});

/** A row of `/users/delta`: what changed and nothing more. */
export const changedUserShape = z.looseObject({
  ...optionalParts,
  '@removed': z.object({ reason: z.string().nullish() }).nullish(),
  id: z.string().min(1),
  userPrincipalName: text,
  displayName: text,
  accountEnabled: z.boolean().nullish(),
});

type RawUser = z.output<typeof userShape>;
type ChangedUser = z.output<typeof changedUserShape>;

const PLAIN = [
  'id',
  'userPrincipalName',
  'displayName',
  'givenName',
  'surname',
  'mail',
  'proxyAddresses',
  'department',
  'jobTitle',
  'employeeType',
  'mobilePhone',
  'otherMails',
  'usageLocation',
  'preferredLanguage',
  'accountEnabled',
  'onPremisesSyncEnabled',
];
const READ_BACK = [
  'showInAddressList',
  'lastPasswordChangeDateTime',
  'signInSessionsValidFromDateTime',
  'licenseAssignmentStates',
];

/** The properties of a whole `DirectoryUser`. Graph answers eleven by default, and not these. */
export function userSelect(names: DirectoryExtensions): string[] {
  return [...PLAIN, ...READ_BACK, ...selectedExtensions(names)];
}

/** The properties of the index of people. */
export function changeSelect(names: DirectoryExtensions): string[] {
  return [...PLAIN, ...selectedExtensions(names)];
}

function addressesOf(raw: ChangedUser): string[] {
  const smtp = raw.proxyAddresses
    .filter((each) => /^smtp:/i.test(each))
    .map((each) => each.slice('smtp:'.length));
  return [
    ...new Set([raw.mail ?? '', ...smtp].filter((each) => each !== '').map((each) => each.toLowerCase())),
  ];
}

function licencesOf(raw: ChangedUser): HeldLicence[] {
  return (raw.licenseAssignmentStates ?? []).flatMap((held) => {
    if (!held.skuId) return [];
    const error = held.error && held.error !== 'None' ? held.error : undefined;
    return [
      {
        skuId: held.skuId,
        viaGroup: held.assignedByGroup ?? undefined,
        state: held.state ?? 'Unknown',
        error,
      },
    ];
  });
}

function optionalFields(names: DirectoryExtensions, raw: ChangedUser) {
  return {
    givenName: raw.givenName ?? undefined,
    surname: raw.surname ?? undefined,
    mail: raw.mail ?? undefined,
    addresses: addressesOf(raw),
    department: raw.department ?? undefined,
    jobTitle: raw.jobTitle ?? undefined,
    employeeType: raw.employeeType ?? undefined,
    mobilePhone: raw.mobilePhone ?? undefined,
    otherMails: raw.otherMails,
    usageLocation: raw.usageLocation ?? undefined,
    preferredLanguage: raw.preferredLanguage ?? undefined,
    synchronised: raw.onPremisesSyncEnabled ?? false,
    caseCode: readExtension(names, 'caseCode', raw),
    contractNumber: readExtension(names, 'contractNumber', raw),
    contractEnd: readExtension(names, 'contractEnd', raw),
    lastPasswordChangeAt: raw.lastPasswordChangeDateTime ?? undefined,
    sessionsValidFrom: raw.signInSessionsValidFromDateTime ?? undefined,
    inAddressList: raw.showInAddressList ?? undefined,
    licences: licencesOf(raw),
  };
}

/** The user in the desk's words. */
export function toUser(names: DirectoryExtensions, raw: RawUser): DirectoryUser {
  return {
    ...optionalFields(names, raw),
    id: raw.id,
    userPrincipalName: raw.userPrincipalName.toLowerCase(),
    displayName: raw.displayName ?? raw.userPrincipalName,
    accountEnabled: raw.accountEnabled,
  };
}

/** Which property of the answer a field comes from, where the names differ. */
function sourceOf(names: DirectoryExtensions, field: string): readonly string[] {
  switch (field) {
    case 'addresses':
      return ['proxyAddresses', 'mail'];
    case 'synchronised':
      return ['onPremisesSyncEnabled'];
    case 'lastPasswordChangeAt':
      return ['lastPasswordChangeDateTime'];
    case 'sessionsValidFrom':
      return ['signInSessionsValidFromDateTime'];
    case 'inAddressList':
      return ['showInAddressList'];
    case 'licences':
      return ['licenseAssignmentStates'];
    case 'caseCode':
    case 'contractNumber':
    case 'contractEnd':
      return [extensionSource(names, field)];
    default:
      return [field];
  }
}

/**
 * A changed user: only the fields that the row mentions are there; one that was cleared is there as `undefined`.
 * `said` are the property names of the row as it arrived.
 */
export function toChange(
  names: DirectoryExtensions,
  raw: ChangedUser,
  said: ReadonlySet<string>,
): PeoplePage['users'][number] {
  const fields = {
    ...optionalFields(names, raw),
    userPrincipalName: raw.userPrincipalName?.toLowerCase(),
    displayName: raw.displayName ?? undefined,
    accountEnabled: raw.accountEnabled ?? undefined,
  };
  const mentioned = Object.entries(fields).filter(([field]) =>
    sourceOf(names, field).some((name) => said.has(name)),
  );
  return { id: raw.id, ...(Object.fromEntries(mentioned) as Partial<DirectoryUser>) };
}
