// The only place that configures Element Plus: its calendar, in the language of the page.
import 'element-plus/es/components/base/style/css';
import 'element-plus/es/components/date-picker-panel/style/css';
import '@/styles/element.css';

export { ElConfigProvider } from 'element-plus/es/components/config-provider/index.mjs';
export { ElDatePickerPanel } from 'element-plus/es/components/date-picker-panel/index.mjs';
export { default as zhCn } from 'element-plus/es/locale/lang/zh-cn.mjs';
export { default as en } from 'element-plus/es/locale/lang/en.mjs';
