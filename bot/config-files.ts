import { readFileSync } from 'node:fs';
import { type TenantFile, tenantFileSchema } from '../services/domain/tenant-file.ts';

/** Collects problems so that one start names them all. */
export class Problems {
  readonly lines: string[] = [];
  add(name: string, says: string): undefined {
    this.lines.push(`${name}: ${says}`);
    return undefined;
  }
}

function readText(name: string, path: string, problems: Problems): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return problems.add(name, `cannot read ${path}`);
  }
}

/** The tenant file; undefined where there is none or where it is wrong, which is then among the problems. */
export function readTenant(path: string | undefined, problems: Problems): TenantFile | undefined {
  if (path === undefined) return undefined;
  const name = 'MESA_TENANT_FILE';
  const content = readText(name, path, problems);
  if (content === undefined) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch {
    return problems.add(name, `${path} is not JSON`);
  }
  const checked = tenantFileSchema.safeParse(json);
  if (checked.success) return checked.data;
  for (const issue of checked.error.issues) problems.add(name, `${issue.path.join('.')}: ${issue.message}`);
  return undefined;
}

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/;
const PEM_KEY = /-----BEGIN (RSA |EC )?PRIVATE KEY-----[^-]+-----END (RSA |EC )?PRIVATE KEY-----/;

/** Certificate and private key of one PEM file, as `az ad sp create-for-rbac --create-cert` makes it. */
export function readCertificate(path: string, problems: Problems) {
  const name = 'GRAPH_CLIENT_CERTIFICATE';
  const pem = readText(name, path, problems);
  if (pem === undefined) return undefined;
  const certificate = PEM_CERTIFICATE.exec(pem)?.[0];
  const privateKey = PEM_KEY.exec(pem)?.[0];
  if (certificate && privateKey) return { certificate, privateKey };
  return problems.add(name, `${path} must hold a certificate and its private key in PEM`);
}
