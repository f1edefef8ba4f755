import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './app.vue';
import { installExactCopy } from './components/money';
import { i18n } from './locales';
import { router } from './router';
import { usePreferences } from './stores/preferences';
import './styles/index.css';

async function start(): Promise<void> {
    const app = createApp(App);
    app.use(createPinia());
    app.use(i18n);
    await usePreferences().start();
    installExactCopy();
    app.use(router);
    app.mount('#app');
}

void start();
