/** An optimization with the service that it is of: what its machine and its deadman are told. */
export interface Reference {
  readonly environment: string;
  readonly service: string;
  readonly id: string;
}

/** As one text, `production/shop/opt-...`. */
export function referenceText({ environment, service, id }: Reference): string {
  return `${environment}/${service}/${id}`;
}

export function referenceOf(text: string): Reference {
  const [environment = '', service = '', id = ''] = text.split('/');
  return { environment, service, id };
}
