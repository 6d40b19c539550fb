"""Draw a small CNN as stacks of maps, with letters where the shapes are asked, in two languages."""

from __future__ import annotations

from drawing import picture, save, style

NAME = "small-cnn-drawn"
STYLE = style("""
text { fill: #1c2430; font-size: 17px; }
.shape { text-anchor: middle; font-weight: 600; font-size: 18px; }
.map { fill: #e9eef5; stroke: #1f4e8c; stroke-width: 1.8; }
.line { fill: none; stroke: #1c2430; stroke-width: 2; }
.head { fill: #1c2430; }
""")
# Label, side of one sheet, number of sheets drawn.
STACKS = [("3×40×40", 62, 3), ("A", 62, 5), ("B", 40, 5), ("C", 26, 8), ("D", 9, 8), ("E", 9, 6)]
STEPS = {
    "en": [
        ("convolution 5×5, 8 kernels,", "stride 1, padding 2; ReLU"),
        ("max pooling 2×2, stride 2", ""),
        ("convolution 3×3, 16 kernels,", "stride 2, no padding; ReLU"),
        ("global average pooling", ""),
        ("linear layer,", "10 outputs"),
    ],
    "zh": [
        ("卷积 5×5，8 个卷积核，", "步幅 1，填充 2；ReLU"),
        ("最大池化 2×2，步幅 2", ""),
        ("卷积 3×3，16 个卷积核，", "步幅 2，无填充；ReLU"),
        ("全局平均池化", ""),
        ("线性层，", "10 个输出"),
    ],
}
MIDDLE, SHIFT, ARROW, BESIDE = 112, 7, 44, 52


def main() -> None:
    for language, steps in STEPS.items():
        lines = []
        top = 8.0
        for index, (label, side, sheets) in enumerate(STACKS):
            spread = (sheets - 1) * SHIFT
            left = MIDDLE - (side + spread) / 2
            for sheet in range(sheets):
                x = left + sheet * SHIFT
                y = top + sheet * SHIFT * 0.45
                lines.append(
                    f'<rect class="map" x="{x:.1f}" y="{y:.1f}" width="{side}" height="{side}"/>'
                )
            bottom = top + side + spread * 0.45
            middle = (top + bottom) / 2
            place = 34 if index else MIDDLE + 96
            lines.append(f'<text class="shape" x="{place}" y="{middle + 6:.1f}">{label}</text>')
            if index == len(steps):
                break
            end = bottom + ARROW
            lines += [
                f'<path class="line" d="M{MIDDLE} {bottom + 5:.1f}V{end - 13:.1f}"/>',
                f'<path class="head" d="M{MIDDLE - 6} {end - 14:.1f}h12l-6 12z"/>',
            ]
            first, second = steps[index]
            y = (bottom + end) / 2 + (-4 if second else 5)
            lines.append(f'<text x="{MIDDLE + BESIDE}" y="{y:.1f}">{first}</text>')
            if second:
                lines.append(f'<text x="{MIDDLE + BESIDE}" y="{y + 22:.1f}">{second}</text>')
            top = end + 4
        save(f"{NAME}.{language}", picture((420, round(bottom + 10)), STYLE, lines))


main()
