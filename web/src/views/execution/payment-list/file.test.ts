import { describe, expect, it } from 'vitest';
import { readListFile, rowsOf } from './file';

const kHead = 'payee_name,payee_account,payee_bank,amount,purpose,quota_id\n';

describe('a list file', () => {
    it('is read with quotes, a byte order mark and empty rows', () => {
        expect(rowsOf('\uFEFFa,"b, ""c""\nd"\r\n\r\n,\r\ne,f')).toEqual([['a', 'b, "c"\nd'], ['e', 'f']]);
    });
    it('becomes lines with amounts in fen', () => {
        const { lines, problems } = readListFile(`${kHead}张某,6217 0000 0001,清江银行,"1,234.50",,\n李某,2,乙行,0.01,补发,77\n`, 5);
        expect(problems).toEqual([]);
        expect(lines).toEqual([
            { quota_id: 5, amount_fen: 123450, payee_name: '张某', payee_account: '621700000001', payee_bank: '清江银行', purpose: null },
            { quota_id: 77, amount_fen: 1, payee_name: '李某', payee_account: '2', payee_bank: '乙行', purpose: '补发' },
        ]);
    });
    it('names the rows whose amount cannot be read', () => {
        const { problems } = readListFile(`${kHead}甲,1,行,abc,,\n乙,2,行,0,,\n丙,3,行,1.005,,\n丁,4,行,-1,,\n`, 5);
        expect(problems.map((one) => one.row)).toEqual([2, 3, 4, 5]);
    });
    it('names the columns that are missing', () => {
        expect(readListFile('name,amount\n甲,1\n', 5).problems[0]?.values.columns).toBe('payee_name, payee_account, payee_bank');
        expect(readListFile('', 5).problems).toHaveLength(1);
    });
});
