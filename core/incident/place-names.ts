const ENVIRONMENT = /^[a-z][a-z0-9-]{0,31}$/;
const SERVICE = /^[a-z][a-z0-9-]{0,63}$/;

/** Whether a value from outside can be the name of an environment; it becomes part of keys. */
export function isEnvironmentName(value: unknown): value is string {
  return typeof value === 'string' && ENVIRONMENT.test(value);
}

/** Whether a value from outside can be the name of a service; it becomes part of keys. */
export function isServiceName(value: unknown): value is string {
  return typeof value === 'string' && SERVICE.test(value);
}
