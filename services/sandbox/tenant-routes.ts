import { type GraphAnswer, type GraphCall, notFound, ok } from './graph-answer.ts';
import { plainList } from './odata-list.ts';
import type { Handler } from './route.ts';
import type { SandboxTenant } from './sandbox-tenant.ts';
import type { ServiceIssue } from './tenant-objects.ts';
import { tenantSeed } from './tenant-seed.ts';

const SERVICES = ['Exchange Online', 'Microsoft Teams', 'Microsoft Entra'] as const;

const domains: Handler = (_tenant, _params, call) =>
  plainList(
    call,
    [
      {
        id: tenantSeed.domain,
        authenticationType: 'Managed',
        isAdminManaged: true,
        isDefault: true,
        isInitial: false,
        isRoot: true,
        isVerified: true,
        supportedServices: ['Email', 'OfficeCommunicationsOnline'],
      },
    ],
    'microsoft.graph.domain',
  );

const organization: Handler = (_tenant, _params, call) =>
  plainList(
    call,
    [
      {
        id: tenantSeed.tenantId,
        displayName: tenantSeed.organisation,
        countryLetterCode: 'CO',
        preferredLanguage: 'es',
        verifiedDomains: [
          {
            name: tenantSeed.domain,
            isDefault: true,
            isInitial: false,
            type: 'Managed',
            capabilities: 'Email',
          },
        ],
      },
    ],
    'microsoft.graph.organization',
  );

const issueView = (issue: ServiceIssue): Record<string, unknown> => ({
  id: issue.id,
  title: issue.title,
  service: issue.service,
  feature: issue.service,
  featureGroup: issue.service,
  impactDescription: issue.title,
  classification: 'incident',
  origin: 'microsoft',
  status: issue.resolved ? 'serviceRestored' : 'serviceDegradation',
  isResolved: issue.resolved,
  startDateTime: issue.startedAt,
  endDateTime: null,
  lastModifiedDateTime: issue.startedAt,
  details: [],
  posts: [],
});

const overview = (tenant: SandboxTenant, service: string, expand: boolean): Record<string, unknown> => {
  const issues = tenant.rows('issue').filter((issue) => issue.service === service);
  const status = issues.some((issue) => !issue.resolved) ? 'serviceDegradation' : 'serviceOperational';
  return { id: service, service, status, ...(expand ? { issues: issues.map(issueView) } : {}) };
};

const expandsIssues = (call: GraphCall): boolean => call.query.get('$expand') === 'issues';

const healthOverviews: Handler = (tenant, _params, call) =>
  plainList(
    call,
    SERVICES.map((service) => overview(tenant, service, expandsIssues(call))),
    'microsoft.graph.serviceHealth',
  );

const healthOverview: Handler = (tenant, { id = '' }, call): GraphAnswer => {
  const service = SERVICES.find((candidate) => candidate === id);
  return service ? ok(overview(tenant, service, expandsIssues(call))) : notFound(id);
};

const issues: Handler = (tenant, _params, call) =>
  plainList(call, tenant.rows('issue').map(issueView), 'microsoft.graph.serviceHealthIssue');

const issue: Handler = (tenant, { id = '' }) => {
  const found = tenant.get('issue', id);
  return found ? ok(issueView(found)) : notFound(id);
};

/** The tenant itself: domains, organisation, service health. */
export const tenantRoutes = [
  ['GET', '/domains', domains],
  ['GET', '/organization', organization],
  ['GET', '/admin/serviceAnnouncement/healthOverviews', healthOverviews],
  ['GET', '/admin/serviceAnnouncement/healthOverviews/{id}', healthOverview],
  ['GET', '/admin/serviceAnnouncement/issues', issues],
  ['GET', '/admin/serviceAnnouncement/issues/{id}', issue],
] as const;
