/** Whether an address stands for signaling without a server: with oneself, or between the tabs of this origin. */
export const isServerless = (address: string): address is 'loopback:' | 'broadcast:' =>
  address === 'loopback:' || address === 'broadcast:';
