import { z } from 'zod';
import { environmentName, serviceName } from '../../names.ts';
import { defineOperation } from '../../operation.ts';

export const definition = defineOperation({
  name: 'set_dependencies',
  noun: 'security',
  summary:
    'Say what a service is built from, by its lock file or SBOM, so that scans look for vulnerabilities.',
  risk: 'change',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({
    environment: environmentName,
    service: serviceName,
    document: z
      .string()
      .min(1)
      .max(245_000)
      .describe('A package-lock.json, a requirements.txt with pinned versions, or a CycloneDX SBOM in JSON.'),
    dryRun: z.boolean().default(false).describe('Only read it and say what it lists.'),
  }),
  output: z.strictObject({
    applied: z.boolean(),
    packages: z.int().describe('Packages at a version that OSV can be asked about.'),
    skipped: z
      .int()
      .describe('Entries that it cannot be asked about: without a version, or of another kind.'),
    ecosystems: z.array(z.string()),
  }),
  permissions: [{ actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: ['{table}'] }],
  timeoutSeconds: 15,
});
