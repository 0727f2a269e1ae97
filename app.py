"""The one entry: `python3 app.py [command]` for people, `app:app` for a WSGI server.

It starts without Flask: the launcher makes the environment first, and the WSGI object is built when it is
first asked for.
"""

import os
import sys

OLDEST = (3, 11)


def _refuse_old_python() -> None:
    # Bytes, since the Pythons refused here may have an ASCII console.
    sentence = (
        "Cần Python 3.11 trở lên; máy này đang chạy Python {}.{}. "
        "Hãy cài Python mới hơn rồi gõ lại lệnh, ví dụ: python3.11 app.py\n"
    ).format(*sys.version_info)
    sys.stderr.buffer.write(sentence.encode("utf-8"))
    sys.exit(1)


def __getattr__(name: str) -> object:
    if name != "app":
        raise AttributeError(name)
    from thidua.office import office_app

    globals()["app"] = office_app(os.path.dirname(os.path.abspath(__file__)))
    return globals()["app"]


if __name__ == "__main__":
    if sys.version_info < OLDEST:
        _refuse_old_python()
    from thidua.launch import main

    sys.exit(main(os.path.dirname(os.path.abspath(__file__)), sys.argv[1:]))
