import { fileURLToPath, URL } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

// The program that answers /api while pages are being written: npm run dev with JINCAI_URL set.
const program = process.env.JINCAI_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
    plugins: [vue()],
    resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
    define: {
        __VUE_OPTIONS_API__: false,
        __VUE_PROD_DEVTOOLS__: false,
        __VUE_I18N_FULL_INSTALL__: false,
        __VUE_I18N_LEGACY_API__: false,
        __INTLIFY_PROD_DEVTOOLS__: false,
    },
    server: {
        proxy: { '/api': program, '/openapi.json': program },
    },
    build: {
        target: 'chrome86',
        // The content security policy allows no inline data scripts; images of a few bytes may stay files.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rolldownOptions: {
            output: {
                codeSplitting: {
                    groups: [
                        {
                            name: 'framework',
                            test: /node_modules[\\/](@?vue|vue-router|vue-i18n|@intlify|pinia|openapi-fetch)[\\/]/,
                        },
                        {
                            name: 'parts',
                            test: /src[\\/](components[\\/](?!chart|date-field[\\/]src)|composables|stores|utils|api|locales[\\/]gather|views[\\/]workflow[\\/]links)/,
                        },
                        { name: 'charts', test: /node_modules[\\/](echarts|zrender)[\\/]/ },
                    ],
                },
            },
        },
    },
});
