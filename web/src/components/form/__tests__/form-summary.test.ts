import { mount } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { nextTick } from 'vue';
import { i18n } from '@/locales';
import zh from '@/locales/zh-CN';
import { FormSummary } from '..';

i18n.global.setLocaleMessage('zh-CN', zh);

describe('the summary of a form', () => {
    it('counts the problems, links each to its field, and takes the focus', async () => {
        document.title = '新增支付申请';
        document.body.innerHTML = '<div id="host"></div><input id="field-payees-0-name" />';
        const summary = mount(FormSummary, {
            attachTo: '#host',
            props: { problems: [], shown: 0 },
            global: { plugins: [i18n] },
        });
        expect(summary.find('[data-testid=form-summary]').exists()).toBe(false);
        await summary.setProps({
            problems: [
                { field: 'payees.0.name', text: '请填写收款人全称' },
                { field: '', text: '本月已关账' },
            ],
            shown: 1,
        });
        await nextTick();
        const box = summary.get('[data-testid=form-summary]');
        expect(box.text()).toContain('错误：有 2 处需要修改');
        expect(document.activeElement).toBe(box.element);
        expect(document.title).toBe('错误：新增支付申请');
        await summary.get('a').trigger('click');
        expect(document.activeElement?.id).toBe('field-payees-0-name');
        await summary.setProps({ problems: [], shown: 1 });
        expect(document.title).toBe('新增支付申请');
    });
});
