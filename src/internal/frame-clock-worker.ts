/** A worker that ticks: told how often, in ms, it posts a message each time. Its timers go on in a hidden page. */
addEventListener('message', ({ data }: MessageEvent<number>) => {
  setInterval(() => {
    postMessage(0);
  }, data);
});

export {};
