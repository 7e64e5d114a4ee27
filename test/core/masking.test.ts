import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskPersonal } from "../../src/core/masking.ts";

const zh = (text: string) => maskPersonal(text, "zh-CN");

describe("masking", () => {
  it.each([
    ["我电话13812345678", "我电话[手机号已隐藏]"],
    ["138 1234 5678 或 139-1234-5678", "[手机号已隐藏] 或 [手机号已隐藏]"],
    ["+86 13812345678，86-13812345678", "[手机号已隐藏]，[手机号已隐藏]"],
    ["１３８１２３４５６７８", "[手机号已隐藏]"],
    ["身份证11010519491231002X", "身份证[证件号已隐藏]"],
    ["身份证 11010519491231002x。", "身份证 [证件号已隐藏]。"],
    ["邮箱a.b+c@mail.shop.com.cn谢谢", "邮箱[邮箱已隐藏]谢谢"],
    ["微信号：kefu_2026", "微信号：[账号已隐藏]"],
    ["加我微信 wxid-12345 聊", "加我微信 [账号已隐藏] 聊"],
    ["wx:abcdef1", "wx:[账号已隐藏]"],
    ["VX kefu99", "VX [账号已隐藏]"],
    ["QQ 123456789", "QQ [账号已隐藏]"],
    ["微信同号13812345678", "微信同号[手机号已隐藏]"],
  ])("hides %s", (text, masked) => {
    expect(zh(text)).toBe(masked);
  });

  it.each([
    "订单号 202611240000123456 已查到", // 18 digits, no valid check digit
    "批号 20260315A，有效期 730 天",
    "订单 138123456789012 发货了", // longer than a mobile number
    "客单价 12800 元，10086 会回访",
    "我们不加微信，也不引导站外",
    "微信支付可以的",
    "@客服 请看",
    "3分钟回复率 99.9%，8:00-23:00",
  ])("leaves %s alone", (text) => {
    expect(zh(text)).toBe(text);
  });

  it("speaks the recruiter's language", () => {
    expect(maskPersonal("call 13812345678", "en")).toBe("call [phone hidden]");
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const once = zh(`${text} 13812345678 a@b.cn 微信kefu2026 ${text}`);
        expect(zh(once)).toBe(once);
        expect(once).not.toContain("13812345678");
      }),
      { numRuns: 300 },
    );
  });

  it("never takes time that grows with the square of a text", () => {
    for (const text of ["1", "1 3", "a@", "a.a@a.", "微信", "微信号 是", "wx  :", "13812", "１３８"]) {
      const start = performance.now();
      zh(text.repeat(Math.ceil(200_000 / text.length)));
      // About 60 ms on a quiet machine; quadratic, it would be an hour.
      expect(performance.now() - start, text).toBeLessThan(5000);
    }
  });
});
