import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../bot/config.ts';
import { sandboxTenantFile } from '../../services/sandbox/tenant-seed.ts';

const APP = '11111111-1111-4111-8111-111111111111';
const TENANT = '22222222-2222-4222-8222-222222222222';
const KEY = 'k'.repeat(44);

let folder: string;
let tenantFile: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mesa-config-'));
  tenantFile = join(folder, 'tenant.json');
  writeFileSync(tenantFile, JSON.stringify(sandboxTenantFile()));
});
afterAll(() => rmSync(folder, { recursive: true }));

const registration = () => ({
  MicrosoftAppId: APP,
  MicrosoftAppTenantId: TENANT,
  MicrosoftAppPassword: 'secret-of-the-bot',
  MESA_TENANT_FILE: tenantFile,
  MESA_HISTORY_KEY: KEY,
});

function problemsOf(env: Record<string, string>): readonly string[] {
  const result = readConfig(env);
  return result.ok ? [] : result.problems;
}

describe('without a registration', () => {
  it('it is the sandbox, on the loopback, with the Playground', () => {
    expect(readConfig({})).toMatchObject({
      ok: true,
      config: {
        mode: 'sandbox',
        host: '127.0.0.1',
        port: 3978,
        playground: true,
        procedure: 'unidad-victimas',
        locale: 'es',
      },
    });
  });

  it('production does not start', () => {
    expect(problemsOf({ NODE_ENV: 'production' })).toEqual([
      expect.stringMatching(/^NODE_ENV: .*registration/),
    ]);
  });

  it.each(['0.0.0.0', '192.168.1.5', 'desk.example', '::'])('it does not listen on %s', (HOST) => {
    expect(problemsOf({ HOST })).toEqual([expect.stringMatching(/^HOST: /)]);
  });

  it.each(['127.0.0.1', 'localhost', '::1'])('it listens on %s', (HOST) => {
    expect(readConfig({ HOST }).ok).toBe(true);
  });
});

describe('with half a registration the start stops', () => {
  it.each(['MicrosoftAppId', 'MicrosoftAppTenantId', 'MicrosoftAppPassword'])('%s missing', (name) => {
    expect(problemsOf({ ...registration(), [name]: '' })).toEqual([
      `${name}: is missing from the registration`,
    ]);
  });

  it('only the kind given', () => {
    expect(problemsOf({ MicrosoftAppType: 'SingleTenant' }).length).toBeGreaterThan(2);
  });

  it('multi-tenant is no registration any more', () => {
    expect(problemsOf({ ...registration(), MicrosoftAppType: 'MultiTenant' })).toEqual([
      expect.stringMatching(/^MicrosoftAppType: must be SingleTenant/),
    ]);
  });
});

describe('with a registration', () => {
  it('it is live, and the directory is read as the bot', () => {
    expect(readConfig(registration())).toMatchObject({
      ok: true,
      config: {
        mode: 'live',
        host: '0.0.0.0',
        registration: { type: 'SingleTenant', appId: APP },
        graph: { tenantId: TENANT, clientId: APP, credential: { secret: 'secret-of-the-bot' } },
      },
    });
  });

  it('another registration for the directory needs its own secret', () => {
    const env = { ...registration(), GRAPH_CLIENT_ID: TENANT };
    expect(problemsOf(env)).toEqual([expect.stringMatching(/^GRAPH_CLIENT_SECRET: is missing/)]);
    expect(readConfig({ ...env, GRAPH_CLIENT_SECRET: 'other' })).toMatchObject({
      config: { graph: { credential: { secret: 'other' } } },
    });
  });

  it('a managed identity has no secret, so the directory needs one', () => {
    const env = { ...registration(), MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppPassword: '' };
    expect(problemsOf(env)).toEqual([expect.stringMatching(/^GRAPH_CLIENT_SECRET/)]);
  });

  it('tenant file and history key are needed', () => {
    expect(problemsOf({ ...registration(), MESA_TENANT_FILE: '', MESA_HISTORY_KEY: '' })).toEqual([
      expect.stringMatching(/^MESA_TENANT_FILE/),
      expect.stringMatching(/^MESA_HISTORY_KEY/),
    ]);
  });

  it('a certificate without its key is refused by name', () => {
    const pem = join(folder, 'cert.pem');
    writeFileSync(pem, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
    expect(problemsOf({ ...registration(), GRAPH_CLIENT_CERTIFICATE: pem })).toEqual([
      expect.stringMatching(/^GRAPH_CLIENT_CERTIFICATE: .*private key/),
    ]);
  });
});

describe('a bad value', () => {
  it('gives one line each, all at once, and never shows a secret', () => {
    const problems = problemsOf({
      ...registration(),
      MicrosoftAppId: 'not-a-guid',
      PORT: '99999',
      MONGODB_URI: 'http://user:pass@host',
      MESA_PROCEDURE: 'nowhere',
      MESA_LOCALE: 'fr',
      MESA_HISTORY_KEY: 'short-secret',
    });
    expect(problems.map((line) => line.split(':')[0])).toEqual([
      'MicrosoftAppId',
      'MESA_HISTORY_KEY',
      'PORT',
      'MONGODB_URI',
      'MESA_PROCEDURE',
      'MESA_LOCALE',
    ]);
    expect(problems.join('\n')).not.toMatch(/short-secret|pass@|secret-of-the-bot/);
  });

  it.each(['x', '3978.5', '-1', '70000', '1e3x'])('PORT %s', (PORT) => {
    expect(problemsOf({ PORT })).toHaveLength(1);
  });

  it('of the tenant file names the place in it', () => {
    const path = join(folder, 'bad.json');
    writeFileSync(path, JSON.stringify({ ...sandboxTenantFile(), mailDomain: 'Not A Domain' }));
    expect(problemsOf({ MESA_TENANT_FILE: path })).toEqual([
      expect.stringMatching(/^MESA_TENANT_FILE: mailDomain/),
    ]);
    writeFileSync(path, '{');
    expect(problemsOf({ MESA_TENANT_FILE: path })).toEqual([expect.stringMatching(/is not JSON/)]);
    expect(problemsOf({ MESA_TENANT_FILE: join(folder, 'none.json') })).toEqual([
      expect.stringMatching(/cannot read/),
    ]);
  });
});
