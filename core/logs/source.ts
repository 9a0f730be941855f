/** Where lines were read: a log group, and the service where that is known. */
export interface Source {
  readonly logGroup: string;
  readonly service?: string;
}

const BETWEEN = '\n';

/** As one name; neither a group's name nor a service's has a line end. */
export function sourceName({ logGroup, service }: Source): string {
  return service === undefined ? logGroup : `${logGroup}${BETWEEN}${service}`;
}

export function sourceOf(name: string): Source {
  const [logGroup = '', service] = name.split(BETWEEN);
  return { logGroup, ...(service !== undefined && { service }) };
}
