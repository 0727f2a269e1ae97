// Phần nâng cấp nhỏ; mọi trang vẫn dùng được khi tắt JavaScript.
(() => {
  const $ = (s, r = document) => r.querySelector(s), $$ = (s, r = document) => [...r.querySelectorAll(s)];
  const on = (name, f) => addEventListener(name, f);
  const CELL = '.o-so input:not([type=hidden]):not([type=checkbox]):not([readonly])';
  const column = e => $$(CELL, e.closest('table')).filter(x => x.name.split('-')[0] === e.name.split('-')[0]);

  // Lưới số: ↑ ↓ Enter chuyển ô trong cột; dán nhiều dòng từ Excel đi xuống và sang phải.
  on('keydown', e => {
    if (e.isComposing || !e.target.matches(CELL) || !['ArrowUp', 'ArrowDown', 'Enter'].includes(e.key)) return;
    const all = column(e.target), next = all[all.indexOf(e.target) + (e.key === 'ArrowUp' ? -1 : 1)];
    e.preventDefault();
    if (next) { next.focus(); next.select(); } else e.target.dispatchEvent(new Event('change', { bubbles: true }));
  });
  on('paste', e => {
    if (!e.target.matches || !e.target.matches(CELL)) return;
    const text = e.clipboardData.getData('text').replace(/\r/g, '').replace(/\n$/, '');
    if (!/[\n\t]/.test(text)) return;
    e.preventDefault();
    const rows = $$('tr', e.target.closest('table')).filter(r => $(CELL, r));
    const start = rows.indexOf(e.target.closest('tr')), at = $$(CELL, rows[start]).indexOf(e.target);
    text.split('\n').forEach((line, i) => line.split('\t').forEach((v, j) => {
      const cell = rows[start + i] && $$(CELL, rows[start + i])[at + j];
      if (!cell || cell.value === v.trim()) return;
      cell.value = v.trim();
      cell.dispatchEvent(new Event('input', { bubbles: true }));
      cell.dispatchEvent(new Event('change', { bubbles: true }));
    }));
  });

  // Tóm lỗi nhận tiêu điểm; liên kết trong đó đưa thẳng vào ô.
  const focusErrors = r => { const t = $('#tom-loi', r); if (t && !location.hash) t.focus({ preventScroll: r !== document }); };
  focusErrors(document);
  on('htmx:afterSwap', e => focusErrors(e.detail.target));
  on('click', e => {
    const a = e.target.closest('.tom-loi a[href^="#"]'), x = a && document.getElementById(a.hash.slice(1));
    if (x) { e.preventDefault(); x.focus(); x.scrollIntoView({ block: 'center' }); }
  });

  // Tự lưu: dấu trạng thái, giữ chữ khi mất mạng, chặn rời trang khi còn phần chưa lưu.
  const pending = new Set(), failed = new Map();
  const name = e => e.id || e.name, named = n => document.getElementById(n) || document.getElementsByName(n)[0];
  const key = e => 'thidua:' + location.pathname + ':' + name(e);
  const typed = e => e.type === 'checkbox' ? (e.checked ? '1' : '') : e.value;
  const retype = (e, v) => { if (e.type === 'checkbox') e.checked = v === '1'; else e.value = v; };
  const saves = d => d.requestConfig && (d.requestConfig.verb === 'patch' || d.requestConfig.headers['X-Luu-Nhap']);
  const say = (words, bad) => { const s = $('#luu-nhap'); if (s) { s.textContent = words; s.classList.toggle('vh-son', !!bad); } };
  const mark = (e, cls) => { const p = e.closest('.o-so .o div'); if (p) p.className = cls; };
  const store = f => { try { return f(localStorage); } catch { return null; } };
  on('htmx:beforeRequest', e => { if (saves(e.detail)) { pending.add(e.detail.elt); mark(e.detail.elt, 'dang'); } });
  on('htmx:afterRequest', e => {
    // Dòng đã được thay thì sự kiện mang phần tử khác; ô đã gửi nằm trong requestConfig.
    const d = e.detail, x = d.requestConfig ? d.requestConfig.elt : d.elt;
    if (!saves(d)) return;
    pending.delete(x);
    const code = d.xhr ? d.xhr.status : 0;
    // 422: máy chủ đã nhận và trả lời từng ô; chữ vẫn ở trên trang.
    if (d.successful || code === 422) { const s = $('#luu-nhap'); if (s) s.classList.remove('vh-son'); failed.delete(name(x)); store(s => s.removeItem(key(x))); return; }
    if (d.xhr && d.xhr.aborted) return;
    failed.set(name(x), x);
    store(s => s.setItem(key(x), typed(x)));
    mark(x, 'cho');
    say(code ? 'Chưa lưu được. Nội dung vẫn còn trên trang.' : 'Mất kết nối: chưa lưu được. Nội dung vẫn còn trên trang, sẽ thử lại.', true);
  });
  // Dòng vừa lưu được thay: ô đang gõ dở trong đó giữ chữ mới hơn; mọi biểu mẫu trên trang theo số khóa mới.
  let newer = null;
  on('htmx:beforeSwap', e => {
    const a = document.activeElement, sent = e.detail.requestConfig && e.detail.requestConfig.formData;
    newer = a && a.id && sent && e.detail.target.contains(a) && a.type !== 'checkbox' && (sent.get(a.name) || '') !== a.value ? a : null;
  });
  on('htmx:afterSwap', () => {
    const x = newer && document.getElementById(newer.id);
    if (x && x !== newer) { x.value = newer.value; x.addEventListener('blur', () => htmx.trigger(x, 'luu-lai'), { once: true }); }
    newer = null;
  });
  on('htmx:afterSettle', () => {
    const lock = $('#row-version');
    if (lock) $$('input[name=row_version]').forEach(x => { x.value = lock.value; });
  });
  const again = () => failed.forEach((x, n) => {
    const now = named(n);
    if (now && window.htmx) htmx.trigger(now, 'luu-lai');
  });
  // Hết phiên: khung đăng nhập đang gõ dở không bị thay bằng khung trống.
  const gate = () => $('#dang-nhap-tai-cho form');
  on('htmx:beforeSwap', e => { if (e.detail.xhr.status === 401 && saves(e.detail) && gate()) e.detail.shouldSwap = false; });
  // Bấm nút khi ô cuối còn đang tự lưu: đợi xong rồi mới gửi, nếu không số khóa đã cũ.
  const hold = (form, by, left) => setTimeout(() => {
    if (pending.size && left) { hold(form, by, left - 1); return; }
    form.dataset.doi = '1';
    form.requestSubmit(by || undefined);
  }, 100);
  on('online', again);
  on('da-dang-nhap-lai', again);
  setInterval(() => { if (failed.size && navigator.onLine && !gate()) again(); }, 15000);
  on('beforeunload', e => { if (pending.size || failed.size) e.preventDefault(); });
  on('submit', e => {
    if (e.target.matches('[data-dang-xuat]')) store(s => Object.keys(s).forEach(k => k.startsWith('thidua:') && s.removeItem(k)));
    else if (e.target.method === 'post' && !e.defaultPrevented) {
      if (pending.size && !e.target.dataset.doi) { e.preventDefault(); hold(e.target, e.submitter, 80); return; }
      pending.clear(); failed.clear();
    }
  });
  const lost = $$('textarea[name],.o-so input[name],.phan-don input[hx-post]').filter(x => { const v = store(s => s.getItem(key(x))); return v !== null && v !== typed(x); });
  if (lost.length && $('#loi-chung')) {
    const p = document.createElement('p'), take = document.createElement('button'), drop = document.createElement('button');
    p.className = 'giu-lai';
    p.textContent = 'Lần trước có ' + lost.length + ' ô gõ chưa kịp lưu. ';
    [[take, 'Lấy lại'], [drop, 'Bỏ đi']].forEach(([b, w]) => { b.type = 'button'; b.className = 'nut'; b.textContent = w; p.append(b, ' '); });
    take.onclick = () => { lost.forEach(x => { retype(x, store(s => s.getItem(key(x)))); if (window.htmx) htmx.trigger(x, 'luu-lai'); }); p.remove(); };
    drop.onclick = () => { lost.forEach(x => store(s => s.removeItem(key(x)))); p.remove(); };
    $('#loi-chung').before(p);
  }

  // Tải tệp: kiểm dung lượng ngay khi chọn, tiến độ khi gửi.
  on('change', e => {
    const x = e.target, max = x.dataset && x.dataset.toiDa;
    if (!max) return;
    const big = [...x.files].find(f => f.size > +max);
    x.setCustomValidity(big ? 'Tệp “' + big.name + '” lớn hơn 25 MB. Hãy chọn tệp nhỏ hơn.' : '');
    if (big) x.reportValidity();
  });
  on('htmx:xhr:progress', e => {
    const p = $('progress', e.target);
    if (p && e.detail.lengthComputable) { p.hidden = false; p.value = 100 * e.detail.loaded / e.detail.total; }
  });

  // Phím và nút nhỏ: Ctrl+S lưu, / tới ô tìm, chọn tất cả, sao chép.
  on('keydown', e => {
    const typing = e.target.matches('input,textarea,select');
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 's') {
      const b = $('[data-luu]');
      if (b) { e.preventDefault(); document.activeElement.blur(); b.click(); }
    } else if (e.key === '/' && !typing && !e.ctrlKey && !e.altKey && $('input[type=search]')) {
      e.preventDefault(); $('input[type=search]').focus();
    }
  });
  on('change', e => {
    const name = e.target.dataset && e.target.dataset.chon;
    if (name) $$('input[type=checkbox]').filter(x => x.name === name).forEach(x => { x.checked = e.target.checked; });
  });
  on('click', e => {
    const b = e.target.closest('[data-chep]'), from = b && $(b.dataset.chep);
    if (!from) return;
    e.preventDefault();
    if (from.select) { from.select(); document.execCommand('copy'); }
    b.textContent = 'Đã sao chép';
  });
})();
