import { describe, expect, it } from 'vitest';
import { exactSelection, exactText } from '../src/exact-copy';

describe('copying', () => {
    it('gives exact yuan and tabs, whatever unit is shown', () => {
        document.body.innerHTML = `<table><tbody>
            <tr><td>教育局</td><td><span data-fen="123456789">123.46</span></td></tr>
            <tr><td>卫生局</td><td><span data-fen="-5">0.00</span></td></tr>
            <tr><td>水利局</td><td><span data-fen="">—</span></td></tr>
        </tbody></table>`;
        const text = exactText(document.querySelector('tbody')!)
            .split('\n')
            .map((line) => line.trimStart())
            .filter((line) => line !== '');
        expect(text).toEqual(['教育局\t1234567.89', '卫生局\t-0.05', '水利局\t']);
    });

    it('gives exact yuan of one amount that is marked inside its cell, and leaves words alone', () => {
        document.body.innerHTML = '<p>合计 <span data-fen="1234567">1.23</span></p><h2>标题</h2>';
        const range = document.createRange();
        range.selectNodeContents(document.querySelector('span')!.firstChild!);
        expect(exactSelection(range)).toBe('12345.67');
        range.selectNodeContents(document.querySelector('h2')!);
        expect(exactSelection(range)).toBeNull();
    });
});
