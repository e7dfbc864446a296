// One Lighthouse in a thread of its own: a second one beside it in the same would mix up their measures.
//
// Takes messages { address, flags, config } and answers each with { lhr } or { error }.

import { parentPort } from 'node:worker_threads';
import lighthouse from 'lighthouse';

parentPort.on('message', async ({ address, flags, config }) => {
  try {
    const { lhr } = await lighthouse(address, flags, config);
    parentPort.postMessage({ lhr });
  } catch (error) {
    parentPort.postMessage({ error: error.message });
  }
});
