import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [
    // Vue must not look for components of these names.
    vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('rtc-') } } }),
  ],
  // The page may lie in any folder of a site.
  base: './',
  build: { target: 'es2022' },
  // For `npm run dev`, while `npm start` runs beside it.
  server: { proxy: { '/signal': { target: 'ws://localhost:8080', ws: true } } },
});
