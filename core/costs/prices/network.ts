/** Dollars an hour of what is there, whatever goes through it. */
export const NETWORK_HOURLY = {
  publicAddress: 0.005,
  natGateway: 0.045,
  loadBalancer: 0.0225,
} as const;

/** Dollars a GB that a NAT gateway processes. */
export const NAT_GB = 0.045;
