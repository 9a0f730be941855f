import { z } from 'zod';

/** A deployment environment, such as `production`. */
export const environmentName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,31}$/)
  .describe('Environment, such as production: lower-case letters, digits and dashes.');

/** A registered service. */
export const serviceName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,63}$/)
  .describe('Name of a registered service: lower-case letters, digits and dashes.');

/** What a user calls a version: an image tag or digest, a task definition revision, a function version. */
export const versionLabel = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,255}$/)
  .describe('Version: an image tag or digest, a task definition, or a published function version.');

/** Name of an objective, as its document says. */
export const objectiveName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,127}$/)
  .describe('Name of an objective: lower-case letters, digits and dashes.');
