import { defineConfig } from 'vitepress';
import { anchorOf } from '../../scripts/docs/anchors.js';
import { sidebar } from '../lib/contents.js';
import { PAGES, SITE, WEBSITE } from '../lib/places.js';
import { tokenize } from '../lib/tokenize.js';

const base = process.env['SITE_BASE'] ?? '/';

export default defineConfig({
  title: 'rtc-elements',
  description:
    'Audio and video calls on any web page: custom elements for WebRTC, and a small signaling server.',
  base,
  srcDir: PAGES,
  outDir: SITE,
  cacheDir: `${WEBSITE}/build/cache`,
  // The server that the reader has just started.
  ignoreDeadLinks: [/^http:\/\/localhost:8080/],
  head: [['link', { rel: 'icon', href: `${base}logo.svg`, type: 'image/svg+xml' }]],
  locales: {
    root: {
      label: 'English',
      lang: 'en',
      themeConfig: {
        nav: [
          { text: 'Start', link: '/first-call' },
          { text: 'Elements', link: '/elements', activeMatch: '^/elements' },
          { text: 'Server', link: '/server' },
          { text: 'All pages', link: '/contents' },
        ],
        sidebar: sidebar(''),
      },
    },
    zh: {
      label: '简体中文',
      lang: 'zh-CN',
      themeConfig: {
        nav: [
          { text: '入门', link: '/zh/first-call' },
          { text: '元素', link: '/elements' },
          { text: '所有页面', link: '/zh/contents' },
        ],
        sidebar: sidebar('zh/'),
        outline: { label: '本页内容', level: [2, 3] },
        docFooter: { prev: '上一页', next: '下一页' },
        darkModeSwitchLabel: '外观',
        lightModeSwitchTitle: '切换到浅色主题',
        darkModeSwitchTitle: '切换到深色主题',
        sidebarMenuLabel: '目录',
        returnToTopLabel: '回到顶部',
        langMenuLabel: '切换语言',
        skipToContentLabel: '跳到正文',
      },
    },
  },
  themeConfig: {
    // Most pages are in English only: another language begins at its own front page.
    i18nRouting: false,
    logo: '/logo.svg',
    outline: { level: [2, 3] },
    search: {
      provider: 'local',
      options: {
        miniSearch: { options: { tokenize } },
        locales: {
          zh: {
            translations: {
              button: { buttonText: '搜索', buttonAriaLabel: '搜索' },
              modal: {
                noResultsText: '没有找到',
                resetButtonTitle: '清除',
                backButtonTitle: '关闭搜索',
                displayDetails: '显示详情',
                footer: { selectText: '选择', navigateText: '移动', closeText: '关闭' },
              },
            },
          },
        },
      },
    },
    footer: { message: 'MIT licence' },
  },
  markdown: {
    anchor: { slugify: anchorOf },
    languageAlias: { coturn: 'ini', caddy: 'nginx', systemd: 'ini' },
    config: ({ renderer }) => {
      const { fence, code_inline: code } = renderer.rules;
      // As with blocks: Vue would take what is between double braces for an expression.
      renderer.rules.code_inline = (tokens, index, ...rest) => {
        tokens[index]?.attrSet('v-pre', '');
        return code?.(tokens, index, ...rest) ?? '';
      };
      renderer.rules.fence = (tokens, index, ...rest) => {
        const block = fence?.(tokens, index, ...rest) ?? '';
        const words = tokens[index]?.info.split(' ') ?? [];
        if (!words.includes('live')) return block;
        return `<live-example${words.includes('autostart') ? ' autostart' : ''}>${block}</live-example>`;
      };
    },
  },
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag.includes('-') } } },
});
