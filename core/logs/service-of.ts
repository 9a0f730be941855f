const FIELDS = /"(?:service|service\.name|service_name|serviceName|app|application)"\s*:\s*"([^"]{1,64})"/;

/** Where a line was found. */
export interface Origin {
  readonly stream: string;
  readonly line: string;
}

/**
 * Which of the services that write to one log group a line is of: the only one, or the one that the line names, or the
 * stream does. Undefined when nothing tells.
 */
export function serviceOf(services: readonly string[], { stream, line }: Origin): string | undefined {
  if (services.length < 2) return services[0];
  const named = FIELDS.exec(line)?.[1];
  if (named !== undefined && services.includes(named)) return named;
  const parts = new Set(stream.split('/'));
  return services.find((service) => parts.has(service));
}
