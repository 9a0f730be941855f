/** The metrics of a service that are watched. */
export const MAIN_METRICS = ['requests', 'errors', 'latencyP95', 'cpu', 'memory'] as const;
export type MainMetric = (typeof MAIN_METRICS)[number];
