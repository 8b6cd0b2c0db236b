import { expect, test } from 'vitest';
import { tenantFileSchema } from '../../services/domain/tenant-file.ts';
import { sandboxTenantFile } from '../../services/sandbox/tenant-seed.ts';

test('the sandbox’s own file is one, and stays one through JSON', () => {
  const file = sandboxTenantFile();
  expect(tenantFileSchema.parse(JSON.parse(JSON.stringify(file)))).toEqual(file);
});

test.each([
  ['a group that is no id', { roleGroups: { ...sandboxTenantFile().roleGroups, liaisons: 'enlaces' } }],
  [
    'an extension with a shortened application id',
    {
      extensions: {
        ...sandboxTenantFile().extensions,
        contractEnd: 'extension_5f0a1c0000004000_contractEnd',
      },
    },
  ],
  [
    'a sixteenth attribute',
    { extensions: { ...sandboxTenantFile().extensions, caseCode: 'extensionAttribute16' } },
  ],
  ['a country in words', { usageLocation: 'Colombia' }],
  ['a holder type without a licence', { licences: { official: sandboxTenantFile().licences.official } }],
  ['a mailbox that is no address', { deskMailbox: 'mesa' }],
  ['a name that the file does not have', { colour: 'red' }],
])('%s is refused', (_what, wrong) => {
  expect(tenantFileSchema.safeParse({ ...sandboxTenantFile(), ...wrong }).success).toBe(false);
});
