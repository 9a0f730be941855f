type Options = Readonly<Record<string, unknown>>;
type ServiceException = new (options: Options) => Error;

/**
 * Makes the exception classes of one service, each as the SDK's generator writes it out: same name, shape id, fault,
 * own fields and prototype.
 * @param namespace of the service's shapes; the generator gave older clients none
 */
export function modeledErrors(base: ServiceException, namespace: string | undefined) {
  return (name: string, fault: 'client' | 'server', fields: readonly string[] = [], retryable?: object) => {
    class Modeled extends base {
      constructor(options: Options) {
        super({ name, $fault: fault, ...options });
        Object.setPrototypeOf(this, Modeled.prototype);
        Object.assign(this, { name, $fault: fault }, retryable && { $retryable: { ...retryable } });
        for (const field of fields) Object.assign(this, { [field]: options[field] });
      }
    }
    const own = { name, ...(namespace && { shapeId: `${namespace}#${name}` }) };
    for (const [property, value] of Object.entries(own)) Object.defineProperty(Modeled, property, { value });
    return Modeled;
  };
}
