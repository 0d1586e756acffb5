import { HtmlBasePlugin } from '@11ty/eleventy';

export default function (config) {
  // The script of the elements, with the parts that it loads.
  config.addPassthroughCopy({ 'node_modules/rtc-elements/dist/cdn': 'rtc' });
  config.addPassthroughCopy('meeting.js');
  // Addresses in pages begin with `--pathprefix`.
  config.addPlugin(HtmlBasePlugin);
}
