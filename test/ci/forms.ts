import { z } from 'zod';

/** What of each system's file the examples use: nothing else passes, so a misspelt key is found. */
const text = z.string().min(1);
const texts = z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), text);

const githubStep = z.union([
  z.strictObject({
    uses: z.string().regex(/^[\w-]+\/[\w-]+@v\d+$/),
    with: z.record(z.string(), z.unknown()).optional(),
  }),
  z.strictObject({ name: text, run: text }),
]);

export const github = z.strictObject({
  name: text,
  on: z.strictObject({ push: z.strictObject({ branches: z.array(text) }) }),
  concurrency: z.strictObject({ group: text }),
  // Without the first there is no OIDC token.
  permissions: z.strictObject({ 'id-token': z.literal('write'), contents: z.literal('read') }),
  jobs: z.record(
    z.string(),
    z.strictObject({
      'runs-on': text,
      environment: text,
      'timeout-minutes': z.int(),
      env: texts,
      steps: z.array(githubStep).min(1),
    }),
  ),
});

const gitlabJob = z.strictObject({
  stage: text,
  image: text,
  services: z.array(text).optional(),
  environment: text.optional(),
  resource_group: text.optional(),
  timeout: text.optional(),
  id_tokens: z.record(text, z.strictObject({ aud: text })).optional(),
  before_script: z.array(text).optional(),
  script: z.array(text).min(1),
  rules: z.array(z.strictObject({ if: text })).optional(),
});

export const gitlab = z
  .looseObject({ stages: z.array(text) })
  .transform(({ stages, ...jobs }) => ({ stages, jobs: z.record(text, gitlabJob).parse(jobs) }));

const parameter = z.strictObject({ name: text, type: z.literal('string'), default: text.optional() });
const value = z.strictObject({ name: text, value: text });

export const tektonTask = z.strictObject({
  apiVersion: z.literal('tekton.dev/v1'),
  kind: z.literal('Task'),
  metadata: z.strictObject({ name: text }),
  spec: z.strictObject({
    params: z.array(parameter),
    volumes: z.array(
      z.strictObject({
        name: text,
        projected: z.strictObject({
          sources: z.array(
            z.strictObject({
              serviceAccountToken: z.strictObject({
                audience: text,
                expirationSeconds: z.int().min(600),
                path: text,
              }),
            }),
          ),
        }),
      }),
    ),
    steps: z.array(
      z.strictObject({
        name: text,
        image: text,
        timeout: text,
        volumeMounts: z.array(z.strictObject({ name: text, mountPath: text, readOnly: z.literal(true) })),
        env: z.array(value),
        script: z.string().startsWith('#!'),
      }),
    ),
  }),
});

export const tektonPipeline = z.strictObject({
  apiVersion: z.literal('tekton.dev/v1'),
  kind: z.literal('Pipeline'),
  metadata: z.strictObject({ name: text }),
  spec: z.strictObject({
    params: z.array(parameter),
    tasks: z.array(
      z.strictObject({
        name: text,
        timeout: text,
        taskRef: z.strictObject({ name: text }),
        params: z.array(value),
      }),
    ),
  }),
});
