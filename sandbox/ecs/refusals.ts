import {
  ClientException,
  ClusterNotFoundException,
  InvalidParameterException,
  ServiceNotActiveException,
  ServiceNotFoundException,
} from '@aws-sdk/client-ecs';

const $metadata = {};

export function clusterNotFound(): ClusterNotFoundException {
  return new ClusterNotFoundException({ message: 'Cluster not found.', $metadata });
}

export function serviceNotFound(): ServiceNotFoundException {
  return new ServiceNotFoundException({ message: 'Service not found.', $metadata });
}

export function serviceNotActive(): ServiceNotActiveException {
  return new ServiceNotActiveException({ message: 'Service was not ACTIVE.', $metadata });
}

export function clientError(message: string): ClientException {
  return new ClientException({ message, $metadata });
}

export function invalidParameter(message: string): InvalidParameterException {
  return new InvalidParameterException({ message, $metadata });
}
