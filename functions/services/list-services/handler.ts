import type { Handler } from '../../operation.ts';
import { listServices } from '../store.ts';
import type { definition } from './definition.ts';

export const handler: Handler<typeof definition> = async ({ environment }, context) => {
  const services = await listServices(context, environment);
  return {
    services: services.map(({ name, target, live, spare, registeredAt }) => ({
      name,
      type: target.type,
      ...(live && { live: live.pinned.label }),
      ...(spare && { spareUntil: spare.closesAt }),
      registeredAt,
    })),
  };
};
