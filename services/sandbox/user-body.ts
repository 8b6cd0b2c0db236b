import { z } from 'zod';
import { badRequest, type GraphAnswer } from './graph-answer.ts';
import { parseBody, saysSomething } from './graph-body.ts';
import { tenantSeed } from './tenant-seed.ts';
import { isDirectoryExtension } from './user-view.ts';

const text = (max: number) => z.string().max(max).nullable();
const instant = z.iso.datetime({ offset: true }).nullable();

/** Ordinary writable properties with the lengths that Graph documents. */
const profileShape = {
  displayName: z.string().min(1).max(256),
  givenName: text(64),
  surname: text(64),
  mailNickname: z
    .string()
    .max(64)
    .regex(/^[^@()\\[\]";:<>, ]+$/),
  department: text(64),
  jobTitle: text(128),
  companyName: text(64),
  officeLocation: text(128),
  employeeId: text(16),
  employeeType: text(64),
  employeeHireDate: instant,
  employeeLeaveDateTime: instant,
  mobilePhone: text(64),
  businessPhones: z.array(z.string()).max(1),
  faxNumber: text(64),
  otherMails: z.array(z.email()).max(250),
  usageLocation: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
  preferredLanguage: text(64),
  streetAddress: text(1024),
  city: text(128),
  state: text(128),
  postalCode: text(40),
  country: text(128),
  showInAddressList: z.boolean().nullable(),
  passwordPolicies: z
    .enum([
      'None',
      'DisableStrongPassword',
      'DisablePasswordExpiration',
      'DisablePasswordExpiration, DisableStrongPassword',
    ])
    .nullable(),
  userType: z.enum(['Member', 'Guest']).nullable(),
};

const passwordProfile = z.strictObject({
  password: z.string().optional(),
  forceChangePasswordNextSignIn: z.boolean().optional(),
  forceChangePasswordNextSignInWithMfa: z.boolean().optional(),
});

const attributeNames = Array.from({ length: 15 }, (_, n) => `extensionAttribute${n + 1}`);
const onPremisesExtensionAttributes = z.strictObject(
  Object.fromEntries(attributeNames.map((name) => [name, z.string().max(1024).nullable().optional()])),
);

const change = z
  .strictObject({
    ...profileShape,
    accountEnabled: z.boolean(),
    userPrincipalName: z.string(),
    passwordProfile,
    onPremisesExtensionAttributes,
  })
  .partial();

const creation = change.required({
  accountEnabled: true,
  displayName: true,
  mailNickname: true,
  userPrincipalName: true,
  passwordProfile: true,
});

/** What a PATCH may say about a user, checked. */
export interface UserBody {
  readonly profile: Readonly<Record<string, unknown>>;
  readonly accountEnabled?: boolean;
  readonly userPrincipalName?: string;
  readonly passwordProfile?: z.infer<typeof passwordProfile>;
  readonly attributes: Readonly<Record<string, string | null>>;
}

/** Properties that exist and cannot be written by PATCH or POST. */
const READ_ONLY = new Set([
  'id',
  'proxyAddresses',
  'assignedLicenses',
  'licenseAssignmentStates',
  'createdDateTime',
  'lastPasswordChangeDateTime',
  'signInSessionsValidFromDateTime',
  'onPremisesSyncEnabled',
  'mail',
]);

/** Mastered in Active Directory where the account is synchronised. */
const CLOUD_OWNED = new Set([
  'usageLocation',
  'otherMails',
  'employeeLeaveDateTime',
  'passwordPolicies',
  'accountEnabled',
  'preferredLanguage',
]);

const onPremisesMastered = (): GraphAnswer =>
  badRequest(
    'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.',
  );

/** 400 where a write would change what Active Directory masters. */
export function refuseSynchronised(body: UserBody): GraphAnswer | undefined {
  const names = Object.keys(body.profile).filter(
    (name) => !CLOUD_OWNED.has(name) && !isDirectoryExtension(name),
  );
  const mastered =
    names.length > 0 ||
    body.userPrincipalName !== undefined ||
    body.passwordProfile !== undefined ||
    Object.keys(body.attributes).length > 0;
  return mastered ? onPremisesMastered() : undefined;
}

function splitExtensions(body: unknown): {
  readonly plain: unknown;
  readonly extensions: Record<string, unknown>;
} {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return { plain: body, extensions: {} };
  const entries = Object.entries(body).filter(
    ([name]) => !name.endsWith('@odata.type') && name !== '@odata.type',
  );
  return {
    plain: Object.fromEntries(entries.filter(([name]) => !isDirectoryExtension(name))),
    extensions: Object.fromEntries(entries.filter(([name]) => isDirectoryExtension(name))),
  };
}

/** The registered directory extensions and their types, as an application would have declared them. */
const EXTENSIONS: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  [tenantSeed.extensions.contractNumber, text(256)],
  [tenantSeed.extensions.contractEnd, instant],
]);

function refuseExtensions(extensions: Record<string, unknown>): GraphAnswer | undefined {
  for (const [name, value] of Object.entries(extensions)) {
    const type = EXTENSIONS.get(name);
    if (!type) return badRequest(`The following extension properties are not available: ${name}.`);
    if (!type.safeParse(value).success)
      return badRequest(`Invalid value specified for property '${name}' of resource 'User'.`);
  }
  return undefined;
}

/** Checks the body of POST (`creating`) or PATCH: unknown or read-only property, type, length. */
export function parseUserBody(
  body: unknown,
  creating: boolean,
): { readonly value: UserBody } | { readonly refusal: GraphAnswer } {
  const { plain, extensions } = splitExtensions(body);
  const readOnly = Object.keys(plain ?? {}).find((name) => READ_ONLY.has(name));
  if (readOnly !== undefined)
    return { refusal: badRequest(`Property '${readOnly}' is read-only and cannot be set.`) };
  const empty = !creating && !saysSomething({ ...(plain ?? {}), ...extensions });
  const refusal = empty
    ? badRequest('Write requests must contain at least one property.')
    : refuseExtensions(extensions);
  if (refusal) return { refusal };
  const parsed = parseBody<z.infer<typeof change>>(creating ? creation : change, plain, 'User');
  if ('refusal' in parsed) return parsed;
  const {
    accountEnabled,
    userPrincipalName,
    passwordProfile: password,
    onPremisesExtensionAttributes: written,
    ...profile
  } = parsed.value;
  const attributes = Object.entries(written ?? {}).map(([name, value]) => [name, value ?? null] as const);
  return {
    value: {
      profile: { ...profile, ...extensions },
      accountEnabled,
      userPrincipalName,
      passwordProfile: password,
      attributes: Object.fromEntries(attributes),
    },
  };
}

const invalid = (target: string, message: string): GraphAnswer =>
  badRequest(message, [{ code: 'InvalidValue', message, target }]);

/** 400 for characters, length or domain that Graph does not take in a user principal name. */
export function refuseUpn(upn: string): GraphAnswer | undefined {
  if (!/^[A-Za-z0-9'._\-!#^~]{0,63}[A-Za-z0-9'_\-!#^~]@[A-Za-z0-9.-]{1,48}$/.test(upn))
    return invalid('userPrincipalName', 'Property userPrincipalName is invalid.');
  if (upn.slice(upn.indexOf('@') + 1).toLowerCase() === tenantSeed.domain) return undefined;
  return invalid(
    'userPrincipalName',
    'The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.',
  );
}

/** 400 for a password that is not 8 to 256 long with three of the four classes. */
export function refusePassword(password: string | undefined, creating: boolean): GraphAnswer | undefined {
  if (password === undefined && !creating) return undefined;
  const given = password ?? '';
  const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((pattern) => pattern.test(given)).length;
  if (given.length >= 8 && given.length <= 256 && classes >= 3) return undefined;
  return invalid(
    'password',
    'The specified password does not comply with password complexity requirements. Please provide a different password.',
  );
}
