// Lưới đăng ký: dán cả cột từ Excel (số kiểu Việt Nam hoặc kiểu Anh), trạng thái từng ô.
(() => {
  const CELL = '.luoi-dk input[name^="dk-"]:not([type=checkbox])';
  const TASK = '.luoi-dk input[type=checkbox][name^="dk-"]';
  const english = v => /^-?\d{1,3}(,\d{3})+\.\d+$|^-?\d+\.(\d{1,2}|\d{4,})$|^-?\d{1,3}(,\d{3}){2,}$/.test(v);
  const vietnamese = v => /^-?\d{1,3}(\.\d{3})+,\d+$|^-?\d+,(\d{1,2}|\d{4,})$|^-?\d{1,3}(\.\d{3}){2,}$/.test(v);
  const figure = v => /^-?[\d.,\s]*\d[\d.,\s]*%?$/.test(v);

  addEventListener('paste', e => {
    if (!e.target.matches || !e.target.matches(CELL)) return;
    const text = e.clipboardData.getData('text').replace(/\r/g, '').replace(/\n$/, '');
    if (!/[\n\t]/.test(text)) return;
    e.preventDefault();
    e.stopImmediatePropagation();
    // Khối có nhiều cột: lấy cột số đầu tiên, tên và đơn vị tính bên cạnh bỏ qua.
    const rows = text.split('\n').map(line => line.split('\t').map(v => v.trim()));
    const widest = Math.max(...rows.map(r => r.length));
    const sizes = [...Array(widest).keys()].map(n => rows.filter(r => figure(r[n] || '')).length);
    const at = sizes.indexOf(Math.max(...sizes));
    const values = rows.map(r => r[at] || '');
    // Cả khối quyết định cách đọc; không rõ thì để nguyên và máy chủ hỏi lại ngay tại ô.
    const plain = values.map(v => v.replace('%', ''));
    const swap = plain.some(english) && !plain.some(vietnamese);
    const all = [...document.querySelectorAll(CELL + ', ' + TASK)], below = all.slice(all.indexOf(e.target));
    // Bảng Excel có dòng nhiệm vụ (trống hay đánh x) thì khớp từng dòng; không thì chỉ đi qua các ô số.
    const tasks = below.slice(0, values.length).map((x, n) => [x, values[n]]).filter(([x]) => x.type === 'checkbox');
    const byRow = tasks.length && tasks.every(([, v]) => !figure(v));
    const cells = byRow ? below : below.filter(x => x.type !== 'checkbox');
    const before = [];
    let done = 0;
    values.forEach((v, n) => {
      const cell = cells[n];
      if (!cell || v === '') return;
      const shown = swap && figure(v) ? v.replace(/,/g, '').replace('.', ',') : v;
      done += 1;
      if (state(cell) === shown) return;
      before.push([cell.id, state(cell)]);
      put(cell, shown);
    });
    pasted = before;
    const left = Math.max(0, values.length - cells.length);
    tell('Đã dán ' + done + ' số' + (swap ? ', đọc theo kiểu Excel tiếng Anh (1,250.5 là 1.250,5)' : '') + (left ? '; ' + left + ' dòng không còn ô' : '') + '.', before.length);
  }, true);

  // Hoàn tác lần dán vừa rồi: nút bên dưới lưới, hoặc Ctrl+Z khi chưa gõ gì thêm.
  let pasted = [];
  const state = x => x.type === 'checkbox' ? (x.checked ? 'x' : '') : x.value;
  const put = (x, v) => {
    if (x.type === 'checkbox') x.checked = /^(x|v|có|thực hiện)$/i.test(v); else x.value = v;
    x.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const tell = (words, undo) => {
    const p = document.getElementById('dan-ket-qua');
    if (!p) return;
    p.textContent = words;
    if (!undo) return;
    const b = document.createElement('button');
    b.type = 'button'; b.className = 'nut nho'; b.textContent = 'Hoàn tác dán'; b.onclick = back;
    p.append(' ', b);
  };
  const back = () => {
    const cells = pasted.map(([id, v]) => [document.getElementById(id), v]).filter(([x]) => x);
    pasted = [];
    cells.forEach(([x, v]) => put(x, v));
    tell('Đã trả ' + cells.length + ' ô về như trước khi dán.');
    if (cells.length) cells[0][0].focus();
  };
  addEventListener('input', () => { pasted = []; });
  addEventListener('keydown', e => {
    if (!e.target.matches || !e.target.matches(CELL + ', ' + TASK)) return;
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'z' && pasted.length) { e.preventDefault(); back(); return; }
    // Ô đánh dấu của nhiệm vụ: mũi tên và Enter đi tiếp như ở ô số.
    if (e.target.type !== 'checkbox' || !['ArrowUp', 'ArrowDown', 'Enter'].includes(e.key)) return;
    const all = [...document.querySelectorAll(CELL + ', ' + TASK)], next = all[all.indexOf(e.target) + (e.key === 'ArrowUp' ? -1 : 1)];
    e.preventDefault();
    if (next) { next.focus(); if (next.select) next.select(); }
  });

  addEventListener('htmx:afterRequest', e => {
    const sent = e.detail.requestConfig, x = sent && document.getElementById(sent.elt.id);
    if (!x || sent.verb !== 'patch' || !x.closest('.luoi-dk')) return;
    const code = e.detail.xhr ? e.detail.xhr.status : 0, box = x.closest('.o div'), wrong = code === 422 || code === 409;
    if (code === 200 || wrong) {
      if (box) box.className = code === 200 ? 'dl' : code === 422 ? 'sai' : 'cu';
      x.closest('tbody').classList.toggle('hong', wrong);
      if (wrong) x.setAttribute('aria-invalid', 'true'); else x.removeAttribute('aria-invalid');
    }
  });
  // Số đã lưu hiện lại đúng kiểu, trừ ô đang gõ.
  addEventListener('htmx:afterSettle', e => {
    const td = e.target, so = td.dataset && td.dataset.so, x = td.id && td.id.startsWith('moc-') && document.getElementById('dk-' + td.id.slice(4));
    if (so && x && x !== document.activeElement && e.detail.requestConfig.formData.get(x.name) === x.value) x.value = so;
  });
  // Ô lý do đang gõ thì không thay.
  addEventListener('htmx:oobBeforeSwap', e => {
    if (e.detail.target.contains(document.activeElement) && document.activeElement.matches('textarea,input')) e.detail.shouldSwap = false;
  });
})();
