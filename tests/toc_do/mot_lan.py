"""One variant once, in a process of its own: `python -m tests.toc_do.mot_lan VARIANT N`."""

import sys

from tests.toc_do.bien_the import VARIANTS
from tests.toc_do.noi_dung import content

if __name__ == "__main__":
    VARIANTS[sys.argv[1]](content(int(sys.argv[2])))
