import { describe, expect, it } from 'vitest';
import { createGraphDirectory } from '../../../services/adapters/graph/directory.ts';
import type { NewUser } from '../../../services/ports/directory.ts';
import { graphError, type StubAnswer } from '../../support/graph-stub.ts';
import { ANA, EXTENSIONS, faultOf, GROUP, LUIS, SKU, useGraph } from './harness.ts';

const graph = useGraph();
const directory = () => createGraphDirectory(graph.client(), { extensions: EXTENSIONS });
const DONE: StubAnswer = { status: 204 };
const NOT_FOUND: StubAnswer = { status: 404, body: graphError('Request_ResourceNotFound') };
const refused = (message: string): StubAnswer => ({
  status: 400,
  body: graphError('Request_BadRequest', message),
});
const asked = (index = 0) => graph.stub.requests[index];
const PASSWORD = 'Secreta-7291-Inicial';
const NEW_USER: NewUser = {
  userPrincipalName: 'ana.gomez@entidad.example',
  mailNickname: 'ana.gomez',
  displayName: 'Ana Gómez Ñáñez',
  givenName: 'Ana',
  surname: 'Gómez Ñáñez',
  department: 'Oficina Jurídica',
  employeeType: 'contractor',
  usageLocation: 'CO',
  preferredLanguage: 'es-CO',
  caseCode: 'MS-2026-000001',
  contractNumber: 'CPS-110-2026',
  contractEnd: '2026-12-15',
  initialPassword: PASSWORD,
};

describe('creating', () => {
  it('sends the case, the contract and a password to be changed', async () => {
    graph.stub.answer({
      status: 201,
      body: { id: ANA, displayName: 'Ana', userPrincipalName: 'ana.gomez@e.example' },
    });
    const outcome = await directory().createUser(NEW_USER);
    expect(asked()?.body).toEqual({
      accountEnabled: true,
      userPrincipalName: 'ana.gomez@entidad.example',
      mailNickname: 'ana.gomez',
      displayName: 'Ana Gómez Ñáñez',
      givenName: 'Ana',
      surname: 'Gómez Ñáñez',
      department: 'Oficina Jurídica',
      employeeType: 'contractor',
      usageLocation: 'CO',
      preferredLanguage: 'es-CO',
      passwordProfile: { password: PASSWORD, forceChangePasswordNextSignIn: true },
      onPremisesExtensionAttributes: { extensionAttribute14: 'MS-2026-000001' },
      [EXTENSIONS.contractNumber]: 'CPS-110-2026',
      [EXTENSIONS.contractEnd]: '2026-12-15T00:00:00Z',
    });
    expect(outcome).toMatchObject({
      kind: 'created',
      user: {
        id: ANA,
        caseCode: 'MS-2026-000001',
        contractEnd: '2026-12-15',
        accountEnabled: true,
        licences: [],
      },
    });
    expect(JSON.stringify(outcome)).not.toContain(PASSWORD);
    expect(graph.logged.join()).not.toContain(PASSWORD);
  });

  it.each(['userPrincipalName', 'proxyAddresses'])(
    'tells a conflict on %s by its details',
    async (target) => {
      const details = [
        { code: 'ObjectConflict', message: 'm', target },
        { code: 'ConflictingObjects', message: 'm', target: 'User_x' },
      ];
      graph.stub.answer({
        status: 400,
        body: graphError('Request_BadRequest', 'in another language', details),
      });
      expect(await directory().createUser(NEW_USER)).toEqual({ kind: 'taken', target });
    },
  );

  it('is no conflict because a message sounds like one', async () => {
    graph.stub.answer(
      refused('Another object with the same value for property userPrincipalName already exists.'),
    );
    expect((await faultOf(directory().createUser(NEW_USER))).code).toBe('directory_refused');
  });

  it.each([
    ['504', { status: 504, body: graphError('GatewayTimeout') }],
    ['a lost answer', 'drop'],
  ] as const)('after %s is unknown, asked once and thrown', async (_what, answer) => {
    graph.stub.answer(answer);
    expect(await faultOf(directory().createUser(NEW_USER))).toMatchObject({ code: 'directory_unavailable' });
    expect(graph.stub.requests).toHaveLength(1);
  });

  it('keeps the password out of the fault', async () => {
    graph.stub.answer(refused(`The password ${PASSWORD} is too simple`));
    const fault = await faultOf(directory().createUser(NEW_USER));
    expect(`${fault.message} ${JSON.stringify(fault)} ${fault.cause}`).not.toContain(PASSWORD);
  });
});

describe('changing', () => {
  it('writes what is said, clears what is null and leaves the rest alone', async () => {
    graph.stub.answer(DONE);
    await directory().updateUser(ANA, {
      department: null,
      jobTitle: 'Asesora',
      mobilePhone: undefined,
      contractNumber: null,
      contractEnd: '2027-01-31',
    });
    expect(asked()).toMatchObject({ method: 'PATCH', path: `/users/${ANA}` });
    expect(asked()?.body).toEqual({
      department: null,
      jobTitle: 'Asesora',
      [EXTENSIONS.contractNumber]: null,
      [EXTENSIONS.contractEnd]: '2027-01-31T00:00:00Z',
    });
  });

  it('nothing sends nothing', async () => {
    await directory().updateUser(ANA, {});
    expect(graph.stub.requests).toHaveLength(0);
  });

  it('into what somebody else holds is a directory_conflict', async () => {
    const details = [{ code: 'ObjectConflict', message: 'm', target: 'proxyAddresses' }];
    graph.stub.answer({ status: 400, body: graphError('Request_BadRequest', 'm', details) });
    const fault = await faultOf(directory().updateUser(ANA, { jobTitle: 'x' }));
    expect(fault).toMatchObject({ code: 'directory_conflict', detail: { target: 'proxyAddresses' } });
  });

  it('sign-in and password are each alone in their PATCH', async () => {
    graph.stub.fallback(() => DONE);
    await directory().blockSignIn(ANA);
    await directory().enableSignIn(ANA);
    await directory().setPassword(ANA, PASSWORD);
    expect(graph.stub.requests.map((each) => each.body)).toEqual([
      { accountEnabled: false },
      { accountEnabled: true },
      { passwordProfile: { password: PASSWORD, forceChangePasswordNextSignIn: true } },
    ]);
    expect(graph.logged.join()).not.toContain(PASSWORD);
  });

  it('sessions are revoked, unless Graph says that they were not', async () => {
    graph.stub.answer({ status: 200, body: { value: true } }, { status: 200, body: { value: false } });
    await directory().revokeSessions(ANA);
    expect(asked()?.body).toBeUndefined();
    expect((await faultOf(directory().revokeSessions(ANA))).code).toBe('directory_refused');
  });
});

describe('manager and groups', () => {
  it('are references in the name of Graph', async () => {
    graph.stub.fallback(() => DONE);
    await directory().setManager(ANA, LUIS);
    await directory().addToGroup(ANA, GROUP);
    expect(asked()).toMatchObject({ method: 'PUT', path: `/users/${ANA}/manager/$ref` });
    expect(asked()?.body).toEqual({
      '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${LUIS}`,
    });
    expect(asked(1)).toMatchObject({ method: 'POST', path: `/groups/${GROUP}/members/$ref` });
    expect(asked(1)?.body).toEqual({
      '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${ANA}`,
    });
  });

  it('are removed, and what is gone already is as wanted', async () => {
    graph.stub.answer(DONE, NOT_FOUND, DONE, NOT_FOUND);
    await directory().removeManager(ANA);
    await directory().removeManager(ANA);
    await directory().removeFromGroup(ANA, GROUP);
    await directory().removeFromGroup(ANA, GROUP);
    expect(asked(3)).toMatchObject({ method: 'DELETE', path: `/groups/${GROUP}/members/${ANA}/$ref` });
  });

  it('a member already is as wanted, another refusal is not', async () => {
    graph.stub.answer(
      refused(
        "One or more added object references already exist for the following modified properties: 'members'.",
      ),
      refused('Cannot update a mail-enabled security group.'),
    );
    await directory().addToGroup(ANA, GROUP);
    expect((await faultOf(directory().addToGroup(ANA, GROUP))).code).toBe('directory_refused');
  });

  it('that may not be written are directory_forbidden', async () => {
    const denied: StubAnswer = { status: 403, body: graphError('Authorization_RequestDenied') };
    graph.stub.fallback(() => denied);
    for (const call of [directory().removeManager(ANA), directory().removeFromGroup(ANA, GROUP)]) {
      expect((await faultOf(call)).code).toBe('directory_forbidden');
    }
  });
});

describe('licences', () => {
  it('are assigned and removed with both lists', async () => {
    graph.stub.fallback(() => ({ status: 200, body: { id: ANA } }));
    expect(await directory().assignLicence(ANA, SKU)).toBe('accepted');
    expect(await directory().removeLicence(ANA, SKU)).toBe('accepted');
    expect(graph.stub.requests.map((each) => each.body)).toEqual([
      { addLicenses: [{ skuId: SKU, disabledPlans: [] }], removeLicenses: [] },
      { addLicenses: [], removeLicenses: [SKU] },
    ]);
  });

  it.each([
    ['License assignment cannot be done for user with invalid usage location.', 'bad_location'],
    [`Subscription with SKU ${SKU} does not have any available licenses.`, 'no_seats'],
    [
      'User license is inherited from a group membership and it cannot be removed directly from the user.',
      'inherited_from_group',
    ],
    ['User does not have a corresponding license.', 'accepted'],
  ])('%s', async (message, outcome) => {
    graph.stub.answer(refused(message));
    expect(await directory().removeLicence(ANA, SKU)).toBe(outcome);
  });

  it('refused for another reason, or by another status, are faults', async () => {
    graph.stub.answer(refused('Invalid'), {
      status: 403,
      body: graphError('Denied', 'no available licenses'),
    });
    expect((await faultOf(directory().assignLicence(ANA, SKU))).code).toBe('directory_refused');
    expect((await faultOf(directory().assignLicence(ANA, SKU))).code).toBe('directory_forbidden');
  });

  it('that the user does not have cannot be a success of assigning', async () => {
    graph.stub.answer(refused('User does not have a corresponding license.'));
    expect((await faultOf(directory().assignLicence(ANA, SKU))).code).toBe('directory_refused');
  });
});

describe('an access pass', () => {
  it('is minted for one use and tells when it ends', async () => {
    const body = {
      temporaryAccessPass: 'Aa1+bB2?',
      startDateTime: '2026-11-20T15:00:00Z',
      lifetimeInMinutes: 60,
    };
    graph.stub.answer({ status: 201, body });
    expect(await directory().mintAccessPass(ANA, 60)).toEqual({
      secret: 'Aa1+bB2?',
      expiresAt: '2026-11-20T16:00:00.000Z',
    });
    expect(asked()?.body).toEqual({ lifetimeInMinutes: 60, isUsableOnce: true });
    expect(graph.logged.join()).not.toContain('Aa1');
  });

  it.each([400, 403])('that the policy does not allow (%i) is undefined', async (status) => {
    const message = 'Converged UserCredentialPolicy does not allow creating or updating this method.';
    graph.stub.answer({ status, body: graphError('badRequest', message) });
    expect(await directory().mintAccessPass(ANA, 60)).toBeUndefined();
  });

  it('that the app may not mint is a fault, not a policy', async () => {
    graph.stub.answer({ status: 403, body: graphError('accessDenied', 'Request Authorization failed') });
    expect((await faultOf(directory().mintAccessPass(ANA, 60))).code).toBe('directory_forbidden');
  });

  it('that comes without its secret is no answer', async () => {
    graph.stub.answer({ status: 201, body: { temporaryAccessPass: null, lifetimeInMinutes: 60 } });
    expect((await faultOf(directory().mintAccessPass(ANA, 60))).code).toBe('directory_answer');
  });
});
